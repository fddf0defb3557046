import type { Page } from '@playwright/test';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

/** Any page of somebody who is signed in. */
const inside = /\/app\/(?!sign-in)./;
const startSession = async (page: Page) => {
  await expect(page).toHaveURL(inside);
  await page.goto(new URL('/app/sessions', page.url()).href);
  await page.getByRole('link', { name: '新しいセッション' }).first().click();
  await page.getByRole('radio', { name: /llamune-demo 第1版/ }).check();
  await page.getByRole('button', { name: 'セッションを開始' }).click();
  await expect(page).toHaveURL(/\/app\/sessions\/\d+$/);
};
const ask = async (page: Page, question: string, answer: RegExp) => {
  await page.getByRole('textbox', { name: '質問', exact: true }).fill(question);
  // The answer before may be all there and not yet saved: until then there is no sending.
  await expect(page.getByRole('button', { name: '送信' })).toBeEnabled();
  await page.keyboard.press('Enter');
  // In an answer, not in an example that can be asked.
  const asked = page.getByRole('article').last();
  await expect(asked.getByText(answer).last()).toBeVisible();
  await expect(asked.getByRole('button', { name: 'もう一度質問' })).toBeVisible();
};
const entry = (page: Page, question: string) => page.getByRole('article').filter({ hasText: question });

test('registers, asks three questions, judges them, reloads, and finds everything', async ({ page, server }) => {
  await page.goto(`${server.url}/`);
  await expect(page).toHaveURL(/\/app\/sign-in/);
  await page.getByRole('textbox', { name: 'ユーザー名' }).fill('経理 花子');
  await page.getByRole('button', { name: '登録してキーを発行' }).click();
  await page.getByRole('button', { name: 'キーを保管したので始める' }).click();

  await startSession(page);
  await ask(page, '減価償却とは何ですか？', /減価償却とは、物の価値が下がることです。/);
  await ask(page, '売掛金とは何ですか？', /まだ支払っていない代金です/);
  await ask(page, '定額法とは何ですか？', /毎期同じ金額の減価償却費を計上する方法です/);

  await entry(page, '定額法とは').getByRole('radio', { name: '良い' }).or(entry(page, '定額法とは').getByRole('button', { name: /良い/ })).first().click();
  await expect(entry(page, '定額法とは').getByText(/保存しました/)).toBeVisible();

  const wrong = entry(page, '売掛金とは');
  await wrong.getByRole('radio', { name: '間違い' }).or(wrong.getByRole('button', { name: /間違い/ })).first().click();
  await wrong.getByRole('textbox', { name: '理由' }).fill('買掛金の説明になっている');
  await wrong.getByRole('textbox', { name: '正しい回答' }).fill('売掛金とは、商品を掛けで販売し、まだ受け取っていない代金です。');
  await wrong.getByRole('button', { name: '評価を保存' }).click();
  await expect(wrong.getByText(/保存しました/)).toBeVisible();

  await page.reload();
  await expect(entry(page, '売掛金とは').getByText('まだ受け取っていない代金').or(entry(page, '売掛金とは').getByRole('textbox', { name: '正しい回答' })).first()).toBeVisible();
  await page.goto(`${server.url}/app/logs`);
  await expect(page.getByText('減価償却とは何ですか？').first()).toBeVisible();
  await page.getByText('売掛金とは何ですか？').first().click();
  await expect(page).toHaveURL(/\/app\/logs\/\d+/);
  await expect(page.getByText('まだ受け取っていない代金').first()).toBeVisible();
  await expect(page.getByText('経理 花子').first()).toBeVisible();
});

test('signs in by a link, which leaves no key in the address, and by a key; a wrong one is told', async ({ page, server }) => {
  const user = await server.register('リンクの人');
  await page.goto(user.signInLink);
  await expect(page).toHaveURL(inside);
  expect(page.url()).not.toContain(user.apiKey);
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${server.url}/app/`);
  await page.getByRole('textbox', { name: 'APIキー' }).or(page.getByLabel('APIキー')).first().fill('llamune_wrong');
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(page.getByText(/このAPIキーは使えません/)).toBeVisible();
  await page.getByLabel('APIキー').first().fill(user.apiKey);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(page).toHaveURL(inside);
});

test('a reload in the middle of an answer goes on showing it, and the stop button keeps what there is', async ({ page, server }) => {
  // The slow model is as slow as the machine is busy.
  test.setTimeout(1_200_000);
  const patience = { timeout: 200_000 };
  const admin = server.client(server.adminKey);
  const slow = await server.addSlowModel(admin);
  const { client, signInLink } = await server.register('急ぐ人');
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: slow.id, sampling: { max_tokens: 4000 } });
  await page.goto(signInLink);
  await expect(page).toHaveURL(inside);
  await page.goto(`${server.url}/app/sessions/${session_id}`);
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('長い答えをください');
  await page.keyboard.press('Enter');
  const answered = async () => (await entry(page, '長い答えをください').innerText()).length;
  await expect.poll(answered, patience).toBeGreaterThan(200);
  await page.reload();
  await expect.poll(answered, patience).toBeGreaterThan(200);
  const before = await answered();
  await expect.poll(answered, patience).toBeGreaterThan(before + 100);
  await page.getByRole('button', { name: /停止/ }).first().click();
  await expect(entry(page, '長い答えをください').getByText('途中で停止').first()).toBeVisible();
  const [log] = await client.logs.list.query({ session_id });
  expect(log).toMatchObject({ finish_reason: 'stopped' });
  expect(log!.answer.length).toBeGreaterThan(200);
});

test('Enter that ends an IME composition sends nothing', async ({ page, server }) => {
  const { client, signInLink } = await server.register('変換する人');
  await page.goto(signInLink);
  await startSession(page);
  const box = page.getByRole('textbox', { name: '質問', exact: true });
  await box.focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'げんか', selectionStart: 3, selectionEnd: 3 });
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await cdp.send('Input.insertText', { text: '減価償却とは何ですか？' });
  await expect(box).toHaveValue('減価償却とは何ですか？');
  expect(await client.logs.list.query({})).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/物の価値が下がること/)).toBeVisible();
  expect(await client.logs.list.query({})).toHaveLength(1);
});

test('a session is ended; its answers can still be judged; nothing more is asked', async ({ page, server }) => {
  const { signInLink } = await server.register('終える人');
  await page.goto(signInLink);
  await startSession(page);
  await ask(page, '簿記とは何ですか？', /簿記/);
  await page.getByRole('button', { name: 'セッションのメニュー' }).click();
  await page.getByRole('menuitem', { name: 'セッションを終了' }).click();
  await page.getByRole('button', { name: '終了する' }).click();
  await expect(page.getByText(/終了したセッションです/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: '質問', exact: true })).toHaveCount(0);
  const first = page.getByRole('article').first();
  await first.getByRole('radio', { name: '良い' }).or(first.getByRole('button', { name: /良い/ })).first().click();
  await expect(first.getByText(/保存しました/)).toBeVisible();
});

test('English, and no serious accessibility fault on the main pages', async ({ page, server }) => {
  const { signInLink } = await server.register('英語の人');
  await page.goto(`${server.url}/app/sign-in`);
  const check = async () => {
    expect(await seriousFaults(page)).toEqual([]);
  };
  await check();
  await page.goto(signInLink);
  await expect(page).toHaveURL(inside);
  for (const path of ['/app/sessions', '/app/sessions/new', '/app/logs', '/app/account']) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await check();
  }
  await page.getByRole('button', { name: /アカウントメニュー/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('link', { name: 'Ask' })).toBeVisible();
});
