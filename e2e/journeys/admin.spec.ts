import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

test.beforeEach(async ({ page, server }) => {
  await withoutTours(page);
  await page.goto(server.signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
});

test('registers a PoC with example questions, which an evaluator is offered', async ({ page, server, browser }) => {
  await page.goto(`${server.url}/app/admin/pocs`);
  await page.getByRole('link', { name: 'PoC を登録' }).click();
  await page.getByLabel('名前').fill('人事向けPoC');
  await page.getByLabel('業務の分野').fill('人事');
  await page.getByLabel('既定のシステムプロンプト').fill('あなたは人事の専門家です。');
  await page.getByRole('button', { name: '質問を追加' }).click();
  await page.keyboard.type('有給休暇は何日ありますか？');
  await page.keyboard.press('Enter');
  await page.keyboard.type('残業の申請はどうしますか？');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/app\/admin\/pocs\/\d+$/);
  await expect(page.getByRole('heading', { name: '人事向けPoC' })).toBeVisible();

  const { client, signInLink } = await server.register(`人事の評価者 ${Date.now()}`);
  const poc = (await client.pocs.list.query({})).find(({ name }) => name === '人事向けPoC')!;
  expect(poc.example_questions).toEqual(['有給休暇は何日ありますか？', '残業の申請はどうしますか？']);
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const evaluator = await browser.newPage();
  await evaluator.goto(signInLink);
  await expect(evaluator.getByRole('navigation').first()).toBeVisible();
  await evaluator.goto(`${server.url}/app/sessions/${session_id}`);
  await evaluator.getByRole('button', { name: '残業の申請はどうしますか？' }).click();
  await expect.poll(async () => (await client.logs.list.query({ session_id })).map(({ question, system_prompt }) => [question, system_prompt])).toEqual([['残業の申請はどうしますか？', 'あなたは人事の専門家です。']]);
  await evaluator.close();
});

test('keeps every version of a system prompt: edited twice, compared, restored, and a draft survives a reload', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  const texts = ['あなたは会計の専門家です。', 'あなたは会計の専門家です。簡潔に答えてください。', 'あなたは税務の専門家です。簡潔に答えてください。'];
  const poc = await admin.pocs.create.mutate({ name: `版のPoC ${Date.now()}`, domain: '会計', default_system_prompt: texts[0] });
  const current = async () => (await admin.pocs.list.query({})).find(({ id }) => id === poc.id)?.default_system_prompt;
  await page.goto(`${server.url}/app/admin/pocs/${poc.id}`);
  const prompt = page.getByLabel('既定のシステムプロンプト');
  for (const text of texts.slice(1)) {
    await prompt.fill(text);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByText('保存していない変更があります')).toBeHidden();
  }
  const versions = page.getByRole('list', { name: 'システムプロンプトの版' }).getByRole('button');
  await expect(versions).toHaveText([/第3版.*現在.*admin/, /第2版/, /第1版/]);
  await expect(page.getByRole('region', { name: '第2版から第3版への違い' }).locator('ins', { hasText: '税務' })).toBeVisible();
  await versions.nth(2).click();
  await page.getByLabel('比べる版').selectOption({ label: '第3版（現在）' });
  await expect(page.getByRole('region', { name: '第1版から第3版への違い' }).locator('del', { hasText: '会計' })).toBeVisible();

  await page.getByRole('button', { name: 'この版に戻す' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '戻す', exact: true }).click();
  await expect(versions).toHaveText([/第4版.*現在/, /第3版/, /第2版/, /第1版/]);
  expect(await current()).toBe(texts[0]);
  await expect(prompt).toHaveValue(texts[0]!);
  await page.getByRole('button', { name: '取り消して第3版に戻す' }).click();
  await expect.poll(current).toBe(texts[2]);
  await expect(prompt).toHaveValue(texts[2]!);

  await prompt.press('Control+End');
  await prompt.pressSequentially('書きかけ');
  await page.reload();
  await expect(page.getByText('保存していない書きかけを元に戻しました。')).toBeVisible();
  await expect(prompt).toHaveValue(`${texts[2]}書きかけ`);
  await page.getByRole('button', { name: '書きかけを捨てる' }).click();
  expect((await admin.pocs.prompts.query({ poc_id: poc.id })).map(({ text }) => text)).toEqual([texts[2], texts[0], texts[2], texts[1], texts[0]]);
});

test('shows the lineage of three versions as a tree, and each with its ancestors and children', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  const file = 'demo/llamune-demo-v1.q8_0.gguf';
  const [base] = (await admin.models.list.query({})).filter(({ is_demo }) => is_demo);
  const first = await admin.models.create.mutate({ model_name: 'lineage', file, parent_id: base!.id, base_model: 'llama', trained_at: '2026-10-01T00:00:00Z' });
  const second = await admin.models.create.mutate({ model_name: 'lineage', file, parent_id: first.id, trained_at: '2026-11-01T00:00:00Z' });
  await admin.models.create.mutate({ model_name: 'lineage', file, parent_id: second.id });
  await page.goto(`${server.url}/app/admin/models`);
  const tree = page.getByRole('list', { name: 'モデルの系譜' });
  const branch = tree.getByRole('listitem').filter({ has: page.getByRole('article', { name: 'lineage 第1版' }) }).last();
  await expect(branch.getByRole('article')).toHaveCount(3);
  await page.getByRole('button', { name: '「lineage 第1版」から作られた版（2）を隠す' }).press('Enter');
  await expect(tree.getByRole('article', { name: 'lineage 第3版' })).toBeHidden();
  await page.getByRole('button', { name: '「lineage 第1版」から作られた版（2）を見せる' }).press('Enter');
  await page.getByRole('link', { name: 'lineage 第2版' }).click();
  await expect(page.getByRole('list', { name: 'この版ができるまで' }).getByRole('listitem')).toHaveText([/llama（ベースモデル/, /llamune-demo/, /lineage ?第1版/, /lineage ?第2版.*この版/]);
  await page.getByRole('link', { name: 'lineage 第3版' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'lineage 第3版' })).toBeVisible();
});

test('goes by keyboard from a log to the model that learned from it, and back; its evaluator reads the same without links', async ({ page, server, browser }) => {
  const admin = server.client(server.adminKey);
  const { client, signInLink } = await server.register('教えた人');
  const { id: poc_id } = await admin.pocs.create.mutate({ name: '系譜のPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id, model_id: 1 });
  const { log_id } = await client.chat.send.mutate({ session_id, question: '売掛金とは何ですか？' });
  await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: 'まだ受け取っていない代金です。' });
  const { id: snapshot_id } = await admin.snapshots.create.mutate({ poc_id, valid_percent: 0 });
  const file = 'demo/llamune-demo-v1.q8_0.gguf';
  const learned = await admin.models.create.mutate({ model_name: 'learned', file, parent_id: 1, snapshot_id, trained_at: '2026-11-01T00:00:00Z', metrics: { valid_loss: 0.25 }, training_log: 'step 1\nstep 2' });
  await admin.models.create.mutate({ model_name: 'learned', file, parent_id: learned.id });
  await admin.snapshots.acknowledge.mutate({ snapshot_id });
  const title = (name: string) => page.getByRole('heading', { level: 1, name });
  const follow = async (name: string) => {
    const link = page.getByRole('link', { name, exact: true });
    await link.focus();
    await link.press('Enter');
  };

  await page.goto(`${server.url}/app/logs/${log_id}`);
  await expect(page.getByRole('heading', { name: 'このログのその後' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'learned 第2版' })).toBeVisible();
  await follow('learned 第1版');
  await expect(title('learned 第1版')).toBeVisible();
  await expect(page.getByRole('row', { name: 'valid_loss 0.25' })).toBeVisible();
  await page.getByText('訓練プログラムの出力').press('Enter');
  await expect(page.getByRole('region', { name: '訓練プログラムの出力' })).toHaveText('step 1 step 2');
  await follow('訓練データ: 系譜のPoC 第1版');
  await expect(title('系譜のPoC 第1版')).toBeVisible();
  await follow(`ログ #${log_id}`);
  await expect(title(`ログ ${log_id}`)).toBeVisible();

  await page.getByRole('button', { name: '再テスト用に取り置く' }).press('Enter');
  await expect(page.getByText('再テスト用に取り置きました。')).toBeVisible();
  expect(await admin.heldOut.list.query({ poc_id })).toMatchObject([{ log_id }]);
  await expect(page.getByRole('button', { name: '元に戻す' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('元に戻しました。')).toBeVisible();
  expect(await admin.heldOut.list.query({ poc_id })).toEqual([]);

  const theirs = await browser.newPage();
  await withoutTours(theirs);
  await theirs.goto(signInLink);
  await expect(theirs).not.toHaveURL(/sign-in/);
  await theirs.goto(`${server.url}/app/logs/${log_id}`);
  await expect(theirs.getByText('learned 第1版')).toBeVisible();
  await expect(theirs.getByRole('link', { name: /訓練データ|learned/ })).toHaveCount(0);
  await theirs.close();
});

test('registers a model from a file in the models folder, loads it and unloads it', async ({ page, server }) => {
  const folder = path.join(server.dataDir, 'models');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(folder, 'demo/llamune-demo-v1.q8_0.gguf'), path.join(folder, 'keiri.gguf'));
  await page.goto(`${server.url}/app/admin/models`);
  await page.getByRole('button', { name: '「keiri.gguf」で登録' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'ファイルの中身' }).getByText('このマシンで動きます')).toBeVisible();
  await dialog.getByLabel('モデル名').fill('keiri');
  await dialog.getByRole('button', { name: /登録/ }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /「keiri.*」を読み込む/ }).click();
  await page.getByRole('button', { name: /「keiri.*」をメモリから降ろす/ }).click();
  await expect(page.getByRole('button', { name: /「keiri.*」を読み込む/ })).toBeVisible();
});

test('creates a user, whose link signs in, and stops the use', async ({ page, server, browser }) => {
  await page.goto(`${server.url}/app/admin/users`);
  await page.getByRole('button', { name: 'ユーザーを作成' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('ユーザー名').fill('新人さん');
  await dialog.getByRole('button', { name: '作成してキーを発行' }).click();
  const key = await page.getByText(/llamune_[\w-]{43}$/).or(page.locator('input[value^="llamune_"]')).first().evaluate((element) => (element instanceof HTMLInputElement ? element.value : (element.textContent ?? '')));
  expect(key).toMatch(/^llamune_/);
  await page.getByRole('button', { name: '保管しました' }).click();

  const other = await browser.newPage();
  await other.goto(`${server.url}/app/sign-in#key=${key}`);
  await expect(other.getByText('新人さん').first()).toBeVisible();
  const newcomer = server.client(key);
  expect(await newcomer.users.me.query({})).toMatchObject({ username: '新人さん', role: 'evaluator' });

  await page.getByRole('link', { name: /新人さん/ }).first().click();
  await page.getByRole('button', { name: '利用を停止' }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '利用を停止' }).click();
  await expect(page.getByText('停止中').first()).toBeVisible();
  await expect(newcomer.users.me.query({})).rejects.toMatchObject({ data: { httpStatus: 401 } });
  await other.reload();
  await expect(other).toHaveURL(/\/app\/sign-in/);
  await other.close();
});

test('a key is shown once, its last use is told, and revoking it ends it', async ({ page, server }) => {
  const name = `キーの人 ${Date.now()}`;
  const { client } = await server.register(name);
  const { id } = await client.users.me.query({});
  await page.goto(`${server.url}/app/admin/users/${id}`);
  await page.getByRole('button', { name: 'キーを追加' }).click();
  await page.getByLabel('キーの名前').fill('経理部のノートPC');
  await page.getByRole('button', { name: '発行する' }).click();
  const key = await page.getByRole('textbox', { name: 'APIキー', exact: true }).inputValue();
  expect(key).toMatch(/^llamune_/);
  await page.getByRole('button', { name: '保管しました' }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  const row = page.getByRole('listitem').filter({ hasText: '経理部のノートPC' });
  await expect(row).toContainText('未使用');

  const laptop = server.client(key);
  expect(await laptop.users.me.query({})).toMatchObject({ username: name });
  await expect(async () => {
    await page.reload();
    await expect(row).toBeVisible();
    expect(await row.textContent()).toMatch(/最終使用 今（\d{4}\//);
  }).toPass();
  await page.getByRole('button', { name: 'キー「経理部のノートPC」を失効させる' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '失効させる' }).click();
  // It closes when the server has revoked the key; what lies behind it has no roles until then.
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await expect(laptop.users.me.query({})).rejects.toMatchObject({ data: { httpStatus: 401 } });
  await page.getByLabel('失効したキーも表示').check();
  await expect(row).toContainText('失効（');

  await page.goto(`${server.url}/app/account`);
  await page.getByRole('button', { name: /を失効させる$/ }).first().click();
  await expect(page.getByRole('alertdialog')).toContainText('このブラウザーで使用中のキー');
  await page.getByRole('alertdialog').getByRole('button', { name: 'キャンセル' }).click();
});

test('the system page tells what the server tells, goes on by itself, and marks what is old', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  await page.goto(`${server.url}/app/admin/engine`);
  await expect(page).toHaveURL(/\/app\/admin\/system$/);
  const fact = (label: string) => page.locator('div', { has: page.locator(`dt:text-is("${label}")`) }).last();
  const system = await admin.system.status.query({});
  await expect(fact('件数')).toContainText(`ユーザー ${system.database.users}・セッション ${system.database.sessions}・ログ ${system.database.logs}`);
  await expect(fact('マイグレーション')).toContainText(system.database.last_migration);
  await expect(fact('Node.js')).toContainText(system.node_version);
  await expect(fact('llamune PoC')).toContainText(system.version);
  await expect(page.getByRole('region', { name: 'データ（質問・回答・評価）' })).toContainText(system.disks.data.path);
  await server.register(`数えられる人 ${Date.now()}`);
  await expect(fact('件数')).toContainText(`ユーザー ${system.database.users + 1}・`);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '問い合わせ用にコピー' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`node: ${system.node_version}`);
  expect(copied).not.toContain(server.dataDir);

  await page.route('**/trpc/system.status**', (route) => route.abort());
  await expect(page.getByText('サーバーから最新の状態が届いていません')).toBeVisible();
  await page.unroute('**/trpc/system.status**');
  await expect(page.getByText('サーバーから最新の状態が届いていません')).toBeHidden();
});

test('the API document can be read offline', async ({ page, server }) => {
  await page.goto(`${server.url}/docs`);
  await expect(page.getByText('評価の更新', { exact: false }).or(page.getByText('ログ評価の更新', { exact: false })).first()).toBeVisible();
});
