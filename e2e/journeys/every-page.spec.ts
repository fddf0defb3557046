import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { prepareEveryPage } from '../prepare-every-page.js';
import { visitEach } from '../visit-pages.js';
import { expect, test } from './test.js';

const seriousFaults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html]);
};

test('no page has a serious accessibility fault or scrolls sideways, light or dark, wide or narrow', async ({ page, server }) => {
  test.setTimeout(600_000);
  await visitEach(page, server, await prepareEveryPage(server, 'Every Page'), async (name) => {
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
      // Colours change in a moment, and what depends on the width is drawn anew.
      await page.waitForTimeout(250);
      expect.soft(await seriousFaults(page), `${name}, ${width} px, ${colorScheme}`).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name}, ${width} px, scrolls sideways by`).toBe(0);
    }
  });
});
