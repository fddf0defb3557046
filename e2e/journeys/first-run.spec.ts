import type { Locator, Page } from '@playwright/test';
import { Server } from '../server.js';
import { expect, test as base } from './test.js';

/** A server that nobody has used: the first start is what this is about. */
const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const card = (page: Page) => page.getByRole('complementary', { name: 'はじめての一周' });
const chip = (page: Page) => page.getByRole('button', { name: /案内を(開く|たたむ): / });
const stepOf = (page: Page) => card(page).locator('[aria-current=step]');
const enter = async (page: Page, server: Server, name: string) => {
  const { signInLink } = await server.register(name);
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/pocs`);
};
/** Whether something of one lies over the other. */
const meet = async (one: Locator, other: Locator) => {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  return a !== null && b !== null && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
};

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`a new user walks once around the circle, ${width} px wide`, async ({ page, server }) => {
    await page.setViewportSize({ width, height });
    await enter(page, server, `新人 ${width}`);
    await expect(page).toHaveURL(/\/app\/pocs\/1$/);
    await expect(stepOf(page)).toContainText('質問する');
    expect(await page.evaluate(() => document.activeElement?.closest('aside') ?? null)).toBeNull();

    // 1: an example, which the demo model answers wrong on purpose.
    await card(page).getByRole('link', { name: '例の質問を見る' }).click();
    await expect(card(page)).toBeHidden();
    const example = page.getByRole('button', { name: '売掛金とは何ですか？' });
    await expect(example).toBeInViewport();
    expect(await meet(chip(page), example)).toBe(false);
    await example.click();
    await expect(page).toHaveURL(/\/app\/sessions\/\d+/);
    await expect(page.getByText(/仕入れ、まだ支払っていない代金/).first()).toBeVisible();
    await expect(chip(page)).toContainText('1 / 5');

    // 2 and 3: the same answer is judged and mended in the review.
    await chip(page).click();
    await card(page).getByRole('link', { name: '未評価の回答を開く' }).click();
    await expect(page).toHaveURL(/\/app\/review/);
    await page.getByRole('button', { name: '間違い' }).click();
    await expect(page.getByText('「評価する」ができました。次: 訂正する')).toBeVisible();
    await page.goto(`${server.url}/app/pocs/1`);
    await chip(page).click();
    await expect(stepOf(page)).toContainText('訂正する');
    await card(page).getByRole('link', { name: '訂正する回答を開く' }).click();
    const correct = page.getByRole('textbox', { name: '正しい回答' });
    await correct.fill('売掛金とは、商品を掛けで販売し、まだ受け取っていない代金です。');
    await correct.press('Control+Enter');
    await expect(page.getByText('「訂正する」ができました。次: 訓練に渡す')).toBeVisible();

    // 4 and 5: where the counts will move.
    await page.goto(`${server.url}/app/pocs/1`);
    await chip(page).click();
    await card(page).getByRole('link', { name: '一周の図を見る' }).click();
    await expect(card(page)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'この PoC の一周' })).toBeInViewport();
    await expect(page.getByRole('list', { name: 'この PoC の一周' })).toContainText(/訓練: \d+ 件のうち 0 件。/);
    await chip(page).click();
    await card(page).getByRole('link', { name: '版ごとの割合を見る' }).click();
    await expect(page.getByRole('heading', { name: 'モデルの版ごとの「良い」の割合' })).toBeInViewport();
    await expect(page.getByRole('button', { name: /^llamune-demo 第1版 良い 0%/ })).toBeVisible();
    await chip(page).click();
    await expect(card(page)).toContainText('これで一周です');
    await card(page).getByRole('button', { name: '閉じる' }).click();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(chip(page)).toHaveCount(0);
  });

test('on a telephone the open tour lies over nothing that is needed to ask and to judge', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { client, signInLink } = await server.register('片手の人');
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  for (const question of ['売掛金とは何ですか？', '減価償却とは何ですか？']) await client.chat.send.mutate({ session_id, question });
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/sessions/${session_id}`);
  await expect(card(page)).toBeVisible();
  const box = page.getByRole('textbox', { name: '質問', exact: true });
  for (const needed of [box, page.getByRole('button', { name: '良い' }).last(), page.getByRole('button', { name: '理由・正しい回答を書く' }).last()]) await needed.click({ trial: true });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  expect(await meet(card(page), box)).toBe(false);
});

test('the tour is ended with one press, stays so after a reload, and comes back on request', async ({ page, server }) => {
  await enter(page, server, '案内の要らない人');
  await card(page).getByRole('button', { name: '案内を終える' }).click();
  await expect(page.getByText(/アカウントメニューから、いつでもまた始められます/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
  await page.getByRole('button', { name: /アカウントメニュー/ }).click();
  await page.getByRole('menuitem', { name: 'はじめての一周' }).click();
  await expect(stepOf(page)).toContainText('質問する');
});

test('an admin sees what is to be prepared, and what is done already', async ({ page, server }) => {
  await page.goto(server.signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/pocs`);
  const list = page.getByRole('list', { name: '使い始める準備' });
  // The users of the journeys above are there; neither a PoC nor a model is.
  await expect(list.getByRole('listitem').filter({ hasText: '人を招く' })).toContainText('済み');
  const admin = server.client(server.adminKey);
  await admin.pocs.create.mutate({ name: '経費精算の問い合わせ', domain: '経理' });
  await page.reload();
  await expect(list.getByRole('listitem').filter({ hasText: 'PoC を作る' })).toContainText('済み');
  await list.getByRole('link', { name: 'モデルを入れる' }).click();
  await expect(page).toHaveURL(/\/app\/admin\/models/);
});
