import type { LlamuneClient } from '@llamune/contracts';
import type { Page } from '@playwright/test';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

const ask = async (client: LlamuneClient, session_id: number, question: string) => (await client.chat.send.mutate({ session_id, question })).log_id;

/** A PoC of its own with two versions of a model; what is on its page is counted here, as it is done. */
const workedPoc = async (admin: LlamuneClient, client: LlamuneClient) => {
  const poc = await admin.pocs.create.mutate({ name: `税務の問い合わせ ${Date.now()}`, domain: '税務' });
  const file = 'demo/llamune-demo-v1.q8_0.gguf';
  const model_name = `zeimu-${poc.id}`;
  const [first, second, broken] = [await admin.models.create.mutate({ model_name, file }), await admin.models.create.mutate({ model_name, file }), await admin.models.create.mutate({ model_name: `kowareta-${poc.id}` })];
  const done = { asked: 0, good: 0, fair: 0, bad: 0, corrected: 0, unevaluated: 0, urgent: 0, failed: 0 };
  const judge = async (modelId: number, verdicts: readonly (1 | 2 | 3 | 'corrected' | 'urgent' | null)[]) => {
    const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: modelId, sampling: { max_tokens: 8 } });
    for (const verdict of verdicts) {
      const log_id = await ask(client, session_id, `仕訳とは何ですか？ ${++done.asked}`);
      if (verdict === null) done.unevaluated++;
      else if (verdict === 'urgent') {
        await client.logs.evaluate.mutate({ log_id, evaluation: 3, priority: 1 });
        done.bad++;
        done.urgent++;
      } else {
        await client.logs.evaluate.mutate({ log_id, evaluation: verdict === 'corrected' ? 3 : verdict, ...(verdict === 'corrected' && { correct_answer: '取引を借方と貸方に分けて記録することです。' }) });
        done[({ 1: 'good', 2: 'fair', 3: 'bad', corrected: 'bad' } as const)[verdict]]++;
        if (verdict === 'corrected') done.corrected++;
      }
    }
  };
  await judge(first.id, [1, 1, 2, 'corrected', 'urgent', 3, null]);
  await judge(second.id, [1, 1, 1, null]);
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: broken.id });
  await expect(ask(client, session_id, '答えられない質問')).rejects.toThrow();
  done.asked++;
  done.failed++;
  return { poc, done, model_name };
};

const textsOf = (page: Page, list: string) => page.getByRole('list', { name: list, exact: true }).getByRole('listitem').allInnerTexts();
const rows = (page: Page) => page.getByRole('list', { name: 'あなたを待っているもの' }).getByRole('listitem');
const figureOf = async (page: Page, label: string) => Number(/(\d+) 件/.exec(await rows(page).filter({ hasText: label }).innerText())![1]);

test('says what has been judged, leads to exactly what is to be done, and follows what one does there', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  const { client, signInLink } = await server.register(`税理士 ${Date.now()}`);
  const { poc, done, model_name } = await workedPoc(admin, client);
  const home = `${server.url}/app/pocs/${poc.id}`;
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(home);

  const evaluated = done.good + done.fair + done.bad;
  await expect(page.getByText(`${done.asked} 件のうち ${evaluated} 件を評価。良い ${Math.round((100 * done.good) / evaluated)}%`)).toBeVisible();
  expect((await textsOf(page, '評価の内訳')).map((text) => Number(/\d+/.exec(text)![0]))).toEqual([done.good, done.fair, done.bad, done.unevaluated]);
  const uncorrected = done.fair + done.bad - done.corrected;
  expect(await textsOf(page, 'この PoC の一周')).toEqual([
    `質問: ${done.asked} 件。待ちはありません。`,
    `評価: ${evaluated + done.unevaluated} 件のうち ${evaluated} 件。${done.unevaluated} 件が待っています。`,
    `訂正: ${done.fair + done.bad} 件のうち ${done.corrected} 件。${uncorrected} 件が待っています。`,
    `訓練: ${done.good + done.corrected} 件のうち 0 件。${done.good + done.corrected} 件が待っています。`,
    '再テスト: 0 件。待ちはありません。',
  ]);

  await expect(rows(page)).toHaveCount(4);
  const [unevaluated, toCorrect, urgent, failed] = await Promise.all(['未評価の回答', '正しい回答がない', '優先度 高', '失敗した回答'].map((label) => figureOf(page, label)));
  expect([unevaluated, toCorrect, urgent, failed]).toEqual([done.unevaluated, uncorrected, done.urgent, done.failed]);
  const open = async (label: string) => {
    await page.goto(home);
    await rows(page).filter({ hasText: label }).getByRole('link').click();
    // The list may take a moment, in which the home is still shown.
    await expect(page.getByText('あなたを待っているもの')).toHaveCount(0);
  };
  await open('正しい回答がない');
  await expect(page.getByRole('main').getByText(`${toCorrect} 件`, { exact: true })).toBeVisible();
  await open('失敗した回答');
  await expect(page.getByRole('main').getByText(`${failed} 件`, { exact: true })).toBeVisible();
  await open('優先度 高');
  await expect(page.getByText(`/ ${urgent} 件`)).toBeVisible();
  await open('未評価の回答');
  await expect(page.getByText(`/ ${unevaluated} 件`)).toBeVisible();

  // One is judged by key; the home knows of it.
  await page.keyboard.press('1');
  await expect.poll(async () => (await admin.pocs.overview.query({ poc_id: poc.id })).counts.good).toBe(done.good + 1);
  await page.goto(home);
  await expect(page.getByText(`${done.asked} 件のうち ${evaluated + 1} 件を評価。`)).toBeVisible();
  await expect(page.getByRole('link', { name: `評価を続ける（${done.unevaluated - 1}件）` })).toBeVisible();

  // The chart, by keyboard alone and as a table.
  const mark = page.getByRole('button', { name: new RegExp(`^${model_name} 第1版 良い 43%`) });
  await mark.focus();
  await expect(page.getByText('評価 7 件: 良い 3・不十分 1・間違い 3')).toBeVisible();
  await page.getByText('表で見る').first().click();
  await expect(page.getByRole('table', { name: 'モデルの版ごとの「良い」の割合' }).getByRole('row')).toHaveCount(4);
});

test('a quarter of an hour begins with one press, and a question with the PoC chosen', async ({ page, server }) => {
  const { client, signInLink } = await server.register(`急ぐ人 ${Date.now()}`);
  const admin = server.client(server.adminKey);
  const poc = await admin.pocs.create.mutate({ name: `経費 ${Date.now()}`, domain: '経理' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  await ask(client, session_id, '定額法とは何ですか？');
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/pocs/${poc.id}`);
  await page.getByRole('link', { name: '15分だけ評価する' }).click();
  await expect(page.getByText(/残り 1[45]分/)).toBeVisible();
  await page.goto(`${server.url}/app/pocs`);
  await expect(page).toHaveURL(`${server.url}/app/pocs/${poc.id}`);
  await page.getByRole('main').getByRole('link', { name: '質問する' }).click();
  await expect(page.getByRole('combobox', { name: 'PoC' })).toHaveValue(String(poc.id));
});

test('has no serious fault for those who cannot see or point, in either theme, wide and narrow', async ({ page, server }) => {
  const { client, signInLink } = await server.register(`見えにくい人 ${Date.now()}`);
  const { poc } = await workedPoc(server.client(server.adminKey), client);
  const { id } = await client.users.me.query({});
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  const seen = { light: 1440, dark: 390 };
  for (const path of [`/pocs/${poc.id}`, '/pocs/1'])
    for (const theme of ['light', 'dark'] as const) {
      const width = seen[theme];
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate(
        ([name, user]) => {
          localStorage.setItem('llamune.theme', name!);
          localStorage.setItem(`llamune.tour.${user}`, JSON.stringify({ state: 'open', read: [] }));
        },
        [theme, String(id)],
      );
      await page.goto(`${server.url}/app${path}`);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('complementary', { name: 'はじめての一周' })).toBeVisible();
      expect(await seriousFaults(page), `${path} ${theme} ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${path} ${width} sideways`).toBe(0);
    }
});
