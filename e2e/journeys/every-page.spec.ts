import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { doSomeWork, everyPage } from '../pages.js';
import type { Server } from '../server.js';
import { expect, test } from './test.js';

interface Visitors {
  links: { nobody: undefined; evaluator: string; admin: string };
  pages: ReturnType<typeof everyPage>;
}
let prepared: Promise<Visitors> | undefined;
const prepare = (server: Server): Promise<Visitors> =>
  (prepared ??= (async () => {
    const { client, signInLink } = await server.register('Every Page');
    const { id } = await client.users.me.query({});
    const pages = everyPage(await doSomeWork(client));
    return { links: { nobody: undefined, evaluator: signInLink, admin: server.signInLink }, pages: { ...pages, admin: { ...pages.admin, 'admin-user': `/admin/users/${id}` } } };
  })());

/** Calls `look` with every page, once nothing is being loaded; as whoever it is for. */
const visitEach = async (page: Page, server: Server, look: (name: string) => Promise<void>) => {
  const { links, pages } = await prepare(server);
  for (const who of ['nobody', 'evaluator', 'admin'] as const) {
    const link = links[who];
    if (link) {
      // The tour of new users has its own journey, and lies over the pages.
      await page.addInitScript(() => ['1', '2', '3', '4', '5', '6', '7', '8', '9'].forEach((id) => localStorage.setItem(`llamune.tour.${id}`, '{"state":"over","read":[]}')));
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

const seriousFaults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html]);
};

test('no page has a serious accessibility fault or scrolls sideways, light or dark, wide or narrow', async ({ page, server }) => {
  test.setTimeout(240_000);
  await visitEach(page, server, async (name) => {
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

/** Whatever takes the focus shows that it has it, and is where it can be seen. */
const focusWalk = () => {
  const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && element.getClientRects().length > 0;
  const element = document.activeElement!;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}`,
    isBody: element === document.body,
    isShown: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    isInView: visible(element) && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
};
/** How many things on the page can be pressed or written into. */
const controls = () =>
  [...document.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled):not([type=radio]), select:not(:disabled), textarea:not(:disabled), summary')].filter(
    (element) => element.checkVisibility() && (element as HTMLElement).tabIndex >= 0 && getComputedStyle(element).visibility !== 'hidden',
  ).length;

test('the keyboard reaches everything, and shows where it is', async ({ page, server }) => {
  test.setTimeout(180_000);
  await visitEach(page, server, async (name) => {
    const expected = await page.evaluate(controls);
    // From the start, wherever the page has put the focus.
    await page.evaluate(() => (document.querySelector<HTMLElement>('[role=dialog] button') ?? document.querySelector<HTMLElement>('a[href], input'))?.focus());
    const reached = new Set<string>();
    for (let press = 0; press < Math.min(expected, 60); press++) {
      if (press > 0) await page.keyboard.press('Tab');
      const focus = await page.evaluate(focusWalk);
      if (focus.isBody) break;
      reached.add(`${press} ${focus.name}`);
      expect.soft(focus, `${name}: ${focus.name}`).toMatchObject({ isShown: true, isInView: true });
    }
    expect.soft(reached.size, `${name}: reached by Tab`).toBeGreaterThanOrEqual(Math.min(expected, 60) - 2);
  });
});

test('in English no page says anything in Japanese, but for what people wrote', async ({ page, server }) => {
  test.setTimeout(120_000);
  const admin = server.client(server.adminKey);
  await admin.pocs.update.mutate({ poc_id: 1, name: 'Sample PoC', domain: 'Accounting', default_system_prompt: 'Answer briefly.', example_questions: ['What is an asset?'] });
  await admin.models.update.mutate({ model_id: 1, description: 'Demo' });
  const { client, signInLink } = await server.register('Reader of English');
  prepared = Promise.resolve({ links: { nobody: undefined, evaluator: signInLink, admin: server.signInLink }, pages: everyPage(await doSomeWork(client, ['What is an asset?', 'What is a liability?'])) });
  await page.addInitScript(() => localStorage.setItem('llamune.language', 'en'));
  await visitEach(page, server, async (name) => {
    const japanese = await page.evaluate(() => {
      const said = [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) => ['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? ''))];
      return said.flatMap((text) => text.split('\n')).filter((line) => /[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/.test(line));
    });
    // Answers of the demo model, the first system prompt and the names of keys are data; a language is named in itself.
    const data = (line: string) => line === '日本語' || /。|です|あなた|会計|サンプル|とは|最初のキー/.test(line);
    expect.soft(japanese.filter((line) => !data(line)), name).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
