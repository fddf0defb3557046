import type { Page } from '@playwright/test';
import type { LlamuneClient } from '@llamune/contracts';
import { doSomeWork, everyPage } from '../pages.js';
import type { Server } from '../server.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

const enter = async (page: Page, server: Server, username: string) => {
  const user = await server.register(username);
  await withoutTours(page);
  await page.goto(user.signInLink);
  // Not only the address: the sign-in page is there until the next one can be drawn, and has none of the keys.
  // With more than one PoC, which other journeys may have made, it is where one of them is chosen.
  await expect(page).toHaveURL(/\/app\/pocs/);
  await expect(page.getByRole('button', { name: /アカウントメニュー/ })).toBeVisible();
  return user;
};
const startSession = async (client: LlamuneClient) => (await client.sessions.create.mutate({ poc_id: 1, model_id: 1 })).session_id;
const paletteBox = (page: Page) => page.getByRole('combobox', { name: '検索・移動と操作' });
const banner = (page: Page) => page.getByText('サーバーにつながりません。', { exact: true });

test('the palette finds pages, sessions and logs by their names, and an input method chooses nothing in it', async ({ page, server }) => {
  const { client } = await enter(page, server, '探す人');
  const session_id = await startSession(client);
  const { log_id } = await client.chat.send.mutate({ session_id, question: '減価償却とは何ですか？' });

  await page.keyboard.press('Control+k');
  await expect(paletteBox(page)).toBeFocused();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'ひょうか', selectionStart: 4, selectionEnd: 4 });
  await expect(page.getByRole('option', { name: '評価する', exact: true })).toHaveAttribute('aria-selected', 'true');
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await cdp.send('Input.insertText', { text: '評価' });
  await expect(paletteBox(page)).toHaveValue('評価');
  await expect(page).toHaveURL(/\/app\/pocs/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/review/);

  await page.keyboard.press('Control+k');
  await paletteBox(page).fill('減価償却');
  await page.getByRole('option', { name: /減価償却とは何ですか？/ }).click();
  await expect(page).toHaveURL(new RegExp(`/app/sessions/${session_id}$`));

  await page.keyboard.press('Control+k');
  await paletteBox(page).fill(`＃${String(log_id).replaceAll(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfe_e0))}`);
  await expect(page.getByRole('option', { name: new RegExp(`ログ #${log_id} を開く.*減価償却とは`) })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/app/logs/${log_id}$`));
});

test('two keys go from page to page, a question mark tells them, and neither fires while somebody writes', async ({ page, server }) => {
  const { client } = await enter(page, server, 'キーの人');
  const session_id = await startSession(client);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/app\/logs/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'キーボード操作' });
  await expect(keys.getByText('「評価する」へ移動')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.goto(`${server.url}/app/sessions/${session_id}`);
  const box = page.getByRole('textbox', { name: '質問', exact: true });
  await box.focus();
  await page.keyboard.type('gh?');
  await expect(box).toHaveValue('gh?');
  await expect(page).toHaveURL(new RegExp(`/app/sessions/${session_id}$`));
});

test('a lost connection is told, costs no text, and recovers by itself, also on a page that could not be opened meanwhile', async ({ page, server }) => {
  const { client } = await enter(page, server, '切れた人');
  const session_id = await startSession(client);
  await page.goto(`${server.url}/app/sessions/${session_id}`);
  const box = page.getByRole('textbox', { name: '質問', exact: true });
  await box.fill('売掛金とは何ですか？');
  await server.interrupt();
  await page.keyboard.press('Enter');
  await expect(banner(page)).toBeVisible();
  await expect(page.getByRole('button', { name: '今すぐ試す' })).toBeVisible();
  await expect(box).toHaveValue('売掛金とは何ですか？');
  // It has a place of its own: what sticks to the top is below it.
  const [{ height: ofBanner }, { y: ofHeader }] = [(await page.locator('[data-banner]').boundingBox())!, (await page.locator('header').first().boundingBox())!];
  expect(ofHeader).toBeGreaterThanOrEqual(ofBanner);
  // A page whose files are not here yet: no browser error, but a page that says what is the matter.
  await page.getByRole('link', { name: 'ログ' }).first().click();
  await expect(page.getByText(/サーバーにつながりません。ネットワークと/)).toBeVisible();

  await server.run();
  await expect(page.getByText('サーバーにつながりました。')).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'ログ' })).toBeVisible();
  await page.goBack();
  await expect(box).toHaveValue('売掛金とは何ですか？');
  await box.press('Enter');
  await expect(page.getByText(/まだ支払っていない代金です/).first()).toBeVisible();
});

test('a page of an older version than the server says so, and reloads into the new one', async ({ page, server }) => {
  await enter(page, server, '古い版の人');
  // As after an update: the files of the open page are gone, and the new page names others.
  await page.route(/\/app\/assets\/logs-/, (route) => route.fulfill({ status: 404 }));
  await page.route(/\/app\/$/, (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/app/assets/index-new.js"></script>' }));
  await page.getByRole('link', { name: 'ログ' }).first().click();
  await expect(page.getByText('このページは、新しい版に入れ替わりました。', { exact: false })).toBeVisible();
  await expect(page.locator('output').getByText('新しい版があります。')).toBeVisible();
  await page.unrouteAll();
  await page.getByRole('main').getByRole('button', { name: '読み込み直す' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ログ' })).toBeVisible();
});

test('the first load of every page of an evaluator is less than 200 kB of compressed JavaScript', async ({ browser, server }) => {
  const { apiKey, client } = await server.register('初めての人');
  const pages = everyPage(await doSomeWork(server, client));
  const sizes: Record<string, number> = {};
  for (const [name, where] of [...Object.entries(pages.nobody), ...Object.entries(pages.evaluator)]) {
    // As over plain HTTP from another machine, where brotli is not offered.
    const context = await browser.newContext({ extraHTTPHeaders: { 'accept-encoding': 'gzip' } });
    if (name !== 'sign-in') await context.addInitScript((key) => localStorage.setItem('llamune.api-key', key), apiKey);
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('.js')) bytes += Number(response.headers()['content-length'] ?? Number.NaN);
    });
    await page.goto(`${server.url}/app${where}`);
    await expect(page.locator('h1, h2').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    sizes[name] = bytes;
    await context.close();
  }
  expect(Object.values(sizes).every((bytes) => bytes > 50_000), JSON.stringify(sizes)).toBe(true);
  expect(Object.entries(sizes).filter(([, bytes]) => bytes >= 200_000)).toEqual([]);
});
