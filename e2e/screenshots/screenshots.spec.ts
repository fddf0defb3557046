import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { everyPage } from '../pages.js';
import { Server } from '../server.js';
import { workBelievably, type BelievableWork } from './believable-work.js';
import { withPalette } from './palette-png.js';

const images = fileURLToPath(new URL('../../docs/images', import.meta.url));
const shown = readFileSync(fileURLToPath(new URL('../../docs/screens.md', import.meta.url)), 'utf8');
const largest = 200_000;
const looks = [
  { name: 'wide-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'wide-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'phone-light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

let server: Server;
let work: BelievableWork;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await Server.start();
  work = await workBelievably(server);
});
test.afterAll(async () => {
  await work?.stop();
  await server?.dispose();
});

/** Takes what the page shows in both widths and both themes; `before` brings it into sight again, where another width moves it. */
const take = async (page: Page, name: string, before?: () => Promise<void>) => {
  mkdirSync(images, { recursive: true });
  for (const { name: look, width, height, colorScheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready);
    // What is drawn by its width is drawn anew, and colours change in a moment.
    await page.waitForTimeout(400);
    await before?.();
    const png = withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    expect.soft(shown, `docs/screens.md shows ${name}-${look}.png`).toContain(`images/${name}-${look}.png`);
    expect.soft(png.length, `${name}-${look}.png is too large for the repository`).toBeLessThan(largest);
    writeFileSync(path.join(images, `${name}-${look}.png`), png);
  }
};

/** Signs in as the link does, goes there, and waits until nothing is being loaded. */
const visit = async (page: Page, link: string | undefined, where: string) => {
  if (link) {
    // The tour has its own picture.
    if (where !== '/pocs/1') await page.addInitScript(() => Array.from({ length: 20 }, (_, id) => localStorage.setItem(`llamune.tour.${id}`, '{"state":"over","read":[]}')));
    await page.goto(link);
    await expect(page).not.toHaveURL(/sign-in/);
  }
  await page.goto(`${server.url}/app${where}`);
  await expect(page.locator('h1').or(page.locator('[data-full-screen] h2')).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
};

/** They open at their end; their beginning, which is judged, shows more. */
const conversations = new Set(['session', 'compare']);
const toStart = async (page: Page) => {
  await page.mouse.move(900, 300);
  await page.mouse.wheel(0, -100_000);
  await page.waitForTimeout(400);
};

const names = everyPage({ sessionId: 0, otherSessionId: 0, logId: 0, snapshotId: 0, setId: 0, runId: 0, comparisonId: 0 });
const addressOf = (who: 'nobody' | 'evaluator' | 'admin', name: string) => {
  // The older version has more to be corrected.
  const session = `/sessions/${work.otherSessionId}`;
  const pages: Record<string, string> = { ...everyPage(work)[who], session, home: `/pocs/${work.pocId}`, 'admin-poc': `/admin/pocs/${work.pocId}`, 'admin-new-training': `/admin/training/new?poc=${work.pocId}`, improvements: `/improvements?poc=${work.pocId}`, 'retest-new-set': `/retest/sets/new?poc=${work.pocId}`, 'retest-new-run': `/retest/runs/new?set=${work.setId}`, 'admin-model': `/admin/models/${work.modelId}`, 'admin-user': `/admin/users/${work.userId}` };
  return pages[name]!;
};
for (const who of ['nobody', 'evaluator', 'admin'] as const)
  for (const name of Object.keys(names[who]))
    test(name, async ({ page }) => {
      await visit(page, who === 'nobody' ? undefined : work.links[who], addressOf(who, name));
      await take(page, name, conversations.has(name) ? () => toStart(page) : undefined);
    });

test('tour', async ({ page }) => {
  const { signInLink } = await server.register('新人の田中');
  await visit(page, signInLink, '/pocs/1');
  await expect(page.getByRole('complementary', { name: 'はじめての一周' })).toBeVisible();
  await take(page, 'tour');
});

test('palette', async ({ page }) => {
  await visit(page, work.links.evaluator, `/pocs/${work.pocId}`);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('交際費');
  await expect(page.getByRole('option', { name: /交際費と会議費/ }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await take(page, 'palette');
});

test('keys', async ({ page }) => {
  await visit(page, work.links.evaluator, '/review');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await take(page, 'keys');
});

test('correction', async ({ page }) => {
  await visit(page, work.links.evaluator, `/review?poc=${work.pocId}`);
  await page.getByRole('button', { name: '間違い' }).click();
  await page.getByRole('textbox', { name: '正しい回答' }).fill('領収書をなくしたときは「領収書紛失届」に、日付・経路・金額・理由を書き、上長の承認を得てください。\n3万円未満の交通費は、帳簿の記載だけで仕入税額控除を受けられます。');
  await page.getByRole('textbox', { name: '理由' }).fill('公共交通機関の3万円未満の特例を、言い切る。');
  await expect(page.getByText('モデルの回答との違い')).toBeVisible();
  await take(page, 'correction');
});

test('connection', async ({ page }) => {
  await visit(page, work.links.evaluator, `/sessions/${work.sessionId}`);
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('会議費の上限は、1人当たりいくらですか？');
  await page.route(/\/(health|trpc)/, (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await expect(page.locator('[data-banner]')).toBeVisible();
  await take(page, 'connection');
});
