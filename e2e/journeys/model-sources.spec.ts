import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { startHub } from '../hub.js';
import { answer, servedModel, startModelServer, thought } from '../model-server.js';
import { Server } from '../server.js';

test.describe.configure({ mode: 'serial' });
const demo = fileURLToPath(new URL('../../models/demo/llamune-demo-v1.q8_0.gguf', import.meta.url));
let hub: Awaited<ReturnType<typeof startHub>>;
let server: Server;

test.beforeAll(async () => {
  hub = await startHub('/example/demo/resolve/main/copy.gguf', readFileSync(demo));
  server = await Server.start({ HF_ENDPOINT: hub.url, LLM_SLOTS: '1' });
});
test.afterAll(async () => {
  await server.dispose();
  await hub[Symbol.asyncDispose]();
});

const signIn = async (page: Page, link: string, where: string) => {
  await page.goto(link);
  await expect(page).toHaveURL(/\/app\/(sessions|pocs)/);
  await page.goto(`${server.url}/app${where}`);
};

test('a model is looked at, downloaded with a pause, registered, checked and loaded', async ({ page }) => {
  await signIn(page, server.signInLink, '/admin/downloads');
  await page.getByLabel('アドレス').fill('hf:example/demo/copy.gguf');
  await page.getByRole('button', { name: '確認' }).click();
  const facts = page.getByRole('region', { name: 'ファイルの中身' });
  await expect(facts.getByText('このマシンで動きます')).toBeVisible();
  await expect(facts.getByText('llama', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'ダウンロード', exact: true }).click();

  const row = page.getByRole('list', { name: 'ダウンロード', exact: true }).getByRole('listitem');
  await row.getByRole('button', { name: /を一時停止/ }).click();
  await expect(row.getByRole('button', { name: /を再開/ })).toBeVisible();
  await page.reload();
  await expect(row.getByRole('button', { name: /を再開/ })).toBeVisible();
  await row.getByRole('button', { name: /を再開/ }).click();
  await row.getByRole('link', { name: /をモデルとして登録/ }).click();

  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('モデル名')).toHaveValue('copy');
  await expect(dialog.getByText('このマシンで動きます')).toBeVisible();
  await dialog.getByRole('button', { name: 'モデルを登録' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: '「copy 第1版」を検査' }).click();
  await expect(page.getByText(/検査に合格しました/)).toBeVisible();
  await page.getByRole('button', { name: '「copy 第1版」を読み込む' }).click();
  await expect(page.getByRole('button', { name: '「copy 第1版」をメモリから降ろす' })).toBeVisible();

  await page.goto(`${server.url}/app/admin/engine`);
  await expect(page.getByRole('list', { name: 'モデルごとの状況' }).getByText('copy 第1版')).toBeVisible();
});

test('an address with nothing there says what to do, and starts nothing', async ({ page }) => {
  await signIn(page, server.signInLink, '/admin/downloads');
  await page.getByLabel('アドレス').fill('hf:example/demo/gone.gguf');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'ダウンロード', exact: true })).toHaveCount(0);
});

test('a model on a model server: its thinking is folded, its log says where it ran, and its end is told', async ({ page }) => {
  const modelServer = await startModelServer();
  await signIn(page, server.signInLink, '/admin/models');
  await page.getByRole('button', { name: 'モデルを登録' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /モデルサーバー/ }).click();
  await dialog.getByLabel('サーバーのアドレス').fill(modelServer.url);
  await dialog.getByLabel('サーバーでの名前').fill(servedModel);
  await dialog.getByLabel('モデル名').fill('thinker');
  await dialog.getByRole('button', { name: 'モデルを登録' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('article', { name: 'thinker 第1版' });
  await row.getByRole('button', { name: /接続を確かめる/ }).click();
  await expect(row.getByText('応答あり')).toBeVisible();

  const { client, signInLink } = await server.register('考えを読む人');
  const model = (await client.models.list.query({})).find(({ model_name }) => model_name === 'thinker')!;
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: model.id });
  await signIn(page, signInLink, `/sessions/${session_id}`);
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('減価償却とは？');
  await page.keyboard.press('Enter');
  await expect(page.getByText('考えています…')).toBeVisible();
  await page.getByText('思考の過程').click();
  modelServer.letAnswer();
  await expect(page.getByText(answer)).toBeVisible();
  await expect(page.getByText(thought)).toBeVisible();

  const [log] = await client.logs.list.query({ session_id });
  expect(log).toMatchObject({ answer, thinking: thought, cached_tokens: 16 });
  await page.getByRole('link', { name: `ログ ${log!.id} の詳細` }).click();
  await expect(page.getByText(modelServer.url)).toBeVisible();
  await expect(page.getByText('16 は再利用')).toBeVisible();
  await expect(page.getByText(thought)).toHaveCount(0);
  await page.getByText('思考の過程').click();
  await expect(page.getByText(thought)).toBeVisible();

  await modelServer.stop();
  await page.goto(`${server.url}/app/sessions/${session_id}`);
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('もう一度');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/モデルを動かしているサーバーにつながりませんでした/)).toBeVisible();
});

test('whoever waits sees the place in the queue, and the engine page counts', async ({ page, browser }) => {
  const admin = server.client(server.adminKey);
  const slow = await server.addSlowModel(admin);
  const askSlowly = async (name: string) => {
    const { client } = await server.register(name);
    const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: slow.id, sampling: { max_tokens: 8000 } });
    const { log_id } = await client.chat.ask.mutate({ session_id, question: '長い答え' });
    return () => client.chat.stop.mutate({ log_id });
  };
  const stopFirst = await askSlowly('一人目');
  const stopSecond = await askSlowly('二人目');
  const { client, signInLink } = await server.register('三人目');
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: slow.id });
  await signIn(page, signInLink, `/sessions/${session_id}`);
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('まだですか');
  await page.keyboard.press('Enter');
  await expect(page.getByText('順番待ち: 2番目（前に1件）')).toBeVisible();

  const watching = await browser.newPage();
  await signIn(watching, server.signInLink, '/admin/engine');
  await expect(watching.getByText('順番待ち', { exact: true }).locator('..')).toContainText('2件');
  await stopSecond();
  await expect(page.getByText('順番待ち: 次の番です')).toBeVisible();
  await expect(watching.getByText('順番待ち', { exact: true }).locator('..')).toContainText('1件');
  await watching.close();
  await stopFirst();
  await expect(page.getByText('回答を書いています…')).toBeVisible();
  await page.getByRole('button', { name: /停止/ }).first().click();
  await expect(page.getByText('途中で停止').first()).toBeVisible();
});
