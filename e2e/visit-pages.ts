import { expect, type Page } from '@playwright/test';
import type { everyPage } from './pages.js';
import type { Server } from './server.js';
import { withoutTours } from './without-tours.js';

/** Whose links open which pages. */
export interface Visit {
  links: { nobody: undefined; evaluator: string; admin: string };
  pages: ReturnType<typeof everyPage>;
}

/** Calls `look` with every page, once nothing is being loaded; as whoever it is for. */
export const visitEach = async (page: Page, server: Server, { links, pages }: Visit, look: (name: string) => Promise<void>) => {
  for (const who of ['nobody', 'evaluator', 'admin'] as const) {
    const link = links[who];
    if (link) {
      await withoutTours(page);
      await page.goto(link);
      await expect(page).not.toHaveURL(/sign-in/);
    }
    for (const [name, where] of Object.entries(pages[who])) {
      await page.goto(`${server.url}/app${where}`);
      await expect(page.locator('h1').or(page.locator('[data-full-screen] h2')).first(), name).toBeVisible();
      await page.waitForLoadState('networkidle');
      await look(name);
    }
  }
};
