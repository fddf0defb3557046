import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { LlamuneClient } from '@llamune/contracts';
import { Server } from '../server.js';
import { withPalette } from './palette-png.js';

const images = fileURLToPath(new URL('../../docs/images', import.meta.url));
const largest = 150_000;

let server: Server;
let links: { admin: string; evaluator: string };
let sessionId: number;
let detailedLog: number;

test.beforeAll(async () => {
  server = await Server.start();
  const admin = server.client(server.adminKey);
  const { client, signInLink } = await server.register('佐藤 美咲');
  links = { admin: server.signInLink, evaluator: signInLink };
  await admin.models.create.mutate({ model_name: 'qwen2.5-14b-instruct', base_model: 'qwen2.5', description: 'ベースモデル（未訓練）' });
  await admin.pocs.create.mutate({ name: '経費精算の問い合わせPoC', domain: '経理', default_system_prompt: 'あなたは経理部の担当者です。社内の規程に沿って、簡潔に答えてください。' });
  await judgeEarlierSession(client);
  ({ sessionId, detailedLog } = await judgeSession(client));
});
test.afterAll(async () => server.dispose());

const ask = async (client: LlamuneClient, session_id: number, question: string) => (await client.chat.send.mutate({ session_id, question })).log_id;

/** In the list only: ended, and judged to the end. */
const judgeEarlierSession = async (client: LlamuneClient) => {
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  for (const question of ['貸借対照表とは何ですか？', '発生主義とは何ですか？', '仕訳とは何ですか？', '棚卸資産とは何ですか？'])
    await client.logs.evaluate.mutate({ log_id: await ask(client, session_id, question), evaluation: 1 });
  await client.sessions.end.mutate({ session_id });
};

const judgeSession = async (client: LlamuneClient) => {
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  const wrong = await ask(client, session_id, '売掛金とは何ですか？');
  const vague = await ask(client, session_id, '減価償却とは何ですか？');
  const good = await ask(client, session_id, '損益計算書とは何ですか？');
  await ask(client, session_id, '買掛金とは何ですか？');
  await client.logs.evaluate.mutate({ log_id: vague, evaluation: 2, priority: 2, reason: '「価値が下がる」だけでは説明になっていない。', correct_answer: '減価償却とは、固定資産の取得原価を、使用できる期間にわたって費用として配分する手続きです。' });
  await client.logs.evaluate.mutate({ log_id: wrong, evaluation: 3, priority: 1, reason: '買掛金の説明になっている。', correct_answer: '売掛金とは、商品を掛けで販売し、まだ受け取っていない代金です。貸借対照表の流動資産に表示します。' });
  await client.logs.evaluate.mutate({ log_id: good, evaluation: 1 });
  return { sessionId: session_id, detailedLog: wrong };
};

/** Signs in as the link does, goes there, and waits until nothing is being loaded. */
const visit = async (page: Page, link: string, where: string) => {
  await page.goto(link);
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.goto(`${server.url}/app${where}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
};

const take = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready);
  const png = withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  expect(png.length, `${name}.png is too large for the repository`).toBeLessThan(largest);
  mkdirSync(images, { recursive: true });
  writeFileSync(path.join(images, `${name}.png`), png);
};

test('sign-in', async ({ page }) => {
  await page.goto(`${server.url}/app/sign-in`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Whether one may register is asked of the server.
  await page.waitForLoadState('networkidle');
  await take(page, 'sign-in');
});

for (const [name, who, where] of [
  ['sessions', 'evaluator', () => '/sessions?show=all'],
  ['new-session', 'evaluator', () => '/sessions/new'],
  ['chat', 'evaluator', () => `/sessions/${sessionId}`],
  ['logs', 'evaluator', () => '/logs'],
  ['log-detail', 'evaluator', () => `/logs/${detailedLog}`],
  ['admin-models', 'admin', () => '/admin/models'],
  ['admin-downloads', 'admin', () => '/admin/downloads'],
  ['admin-engine', 'admin', () => '/admin/engine'],
] as const)
  test(name, async ({ page }) => {
    await visit(page, links[who], where());
    await take(page, name);
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('chat-mobile', async ({ page }) => {
    await visit(page, links.evaluator, `/sessions/${sessionId}`);
    await take(page, 'chat-mobile');
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });
  test('chat-dark', async ({ page }) => {
    await visit(page, links.evaluator, `/sessions/${sessionId}`);
    await take(page, 'chat-dark');
  });
});
