import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoTrainer, right, wrong } from '../demo-corpus.js';
import { installLearner } from '../learner.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

test('a learner that is killed after any step goes on where it was, and does nothing twice', async ({ server }) => {
  test.setTimeout(1_200_000);
  using learner = installLearner();
  const admin = server.client(server.adminKey);
  const { api_key } = await admin.users.create.mutate({ username: '途中で落ちるプログラム', role: 'learner' });
  const { client } = await server.register('途中を見る人');
  const poc = await admin.pocs.create.mutate({ name: '途中のPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const { log_id } = await client.chat.send.mutate({ session_id, question: wrong[0]! });
  await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: right[wrong[0]!]! });
  const args = ['--poc', String(poc.id), '--set', 'steps=1', '--set', 'rows=1', ...demoTrainer];
  const modelsBefore = (await admin.models.list.query({})).length;

  // Once at each place between two steps, and five times anywhere.
  for (const step of ['take', 'export', 'train', 'deliver', 'register']) {
    await learner.run(server, api_key, [...args, '--stop-after', step]);
    for (const ms of [150, 400]) {
      const killed = learner.start(server, api_key, [...args, '--stop-after', step]);
      setTimeout(() => killed.kill('SIGKILL'), ms);
      await once(killed, 'exit');
    }
  }
  expect(await client.logs.get.query({ log_id })).toMatchObject({ status: 1 });
  await learner.run(server, api_key, args);
  expect(await client.logs.get.query({ log_id })).toMatchObject({ status: 2 });
  expect((await admin.snapshots.list.query({ poc_id: poc.id })).map(({ state, version }) => [state, version])).toEqual([['trained', 1]]);
  expect((await admin.models.list.query({})).length).toBe(modelsBefore + 1);
  // Done: the next run begins anew, and finds nothing to train.
  await expect(learner.run(server, api_key, args)).rejects.toThrow('Nothing to train');
});

test('training data goes to a machine without a network as a signed file, and its result comes back', async ({ page, server }) => {
  test.setTimeout(1_200_000);
  using learner = installLearner();
  const admin = server.client(server.adminKey);
  const { client } = await server.register('運ぶものを評価する人');
  const poc = await admin.pocs.create.mutate({ name: '運ぶPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const { log_id } = await client.chat.send.mutate({ session_id, question: wrong[0]! });
  await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: right[wrong[0]!]! });
  const { id } = await admin.snapshots.create.mutate({ poc_id: poc.id, valid_percent: 0 });

  await withoutTours(page);
  await page.goto(server.signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/admin/training/${id}`);
  await page.getByLabel('訓練の元にするモデル').selectOption('1');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'アーカイブを保存' }).click();
  const archive = path.join(learner.folder, (await download).suggestedFilename());
  await (await download).saveAs(archive);
  const fingerprint = await page.getByText('署名の鍵の指紋:').locator('code').innerText();

  // The other machine: the archive, the model that it names, and the trainer.
  const models = path.join(server.dataDir, 'models');
  const args = ['--archive', archive, '--models-dir', models, '--set', 'steps=1', '--set', 'rows=1', '--set', 'lora=4', ...demoTrainer];
  await expect(learner.trainArchive([...args, '--fingerprint', '0000 0000'])).rejects.toThrow('指紋');
  expect(await learner.trainArchive([...args, '--fingerprint', fingerprint])).toContain('result.tar を作りました');

  await expect(page.getByText('モデルフォルダーに .tar がありません。')).toBeVisible();
  const result = readFileSync(path.join(learner.folder, 'result.tar'));
  const damaged = Buffer.from(result);
  damaged[Math.floor(damaged.length / 2)]! ^= 1;
  writeFileSync(path.join(models, 'damaged.tar'), damaged);
  writeFileSync(path.join(models, 'result.tar'), result);
  await page.getByRole('button', { name: 'もう一度探す' }).click();
  await page.getByRole('button', { name: 'damaged.tar を受け取る' }).click();
  await expect(page.getByRole('alert')).toContainText('この訓練結果は受け取れません');
  await page.getByRole('button', { name: 'result.tar を受け取る', exact: true }).click();
  await expect(page.getByText('受け取りました。1件のログが訓練済みです。')).toBeVisible();

  const version = (await admin.models.list.query({})).find(({ snapshot_id }) => snapshot_id === id)!;
  expect(version).toMatchObject({ parent_id: 1, lineage: 'known', adapter: expect.stringContaining('results/') });
  expect((await admin.models.trainingLog.query({ model_id: version.id })).training_log).toContain('parameters are trained');
  expect(await client.logs.get.query({ log_id })).toMatchObject({ status: 2 });
  const again = await client.sessions.create.mutate({ poc_id: poc.id, model_id: version.id });
  expect(await client.chat.send.mutate({ session_id: again.session_id, question: wrong[0]! })).toMatchObject({ finish_reason: 'stop' });
});

test('eight programs that take at once and are killed at random hand every log over exactly once', async ({ server }, testInfo) => {
  test.setTimeout(1_200_000);
  const admin = server.client(server.adminKey);
  const { client } = await server.register('八つに渡す人');
  const poc = await admin.pocs.create.mutate({ name: '八つのPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const logIds: number[] = [];
  for (let number = 1; number <= 72; number++) {
    const { log_id } = await client.chat.send.mutate({ session_id, question: `第${number}問` });
    await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: `答えは${number}。` });
    logIds.push(log_id);
  }

  let kills = 0;
  /** Starts the program again and again until it ends by itself; two thirds of its runs are killed. */
  const untilDone = async (name: string, index: number): Promise<void> => {
    const { api_key } = await admin.users.create.mutate({ username: name, role: 'learner' });
    const keyFile = testInfo.outputPath(`taker-${index}`);
    for (;;) {
      const taker = spawn(process.execPath, [fileURLToPath(new URL('../taker.mjs', import.meta.url)), keyFile, String(poc.id)], { env: { ...process.env, LLAMUNE_URL: server.url, LLAMUNE_API_KEY: api_key }, stdio: ['ignore', 'ignore', 'inherit'] });
      const end = Math.random() < 2 / 3 ? setTimeout(() => taker.kill('SIGKILL'), 250 + Math.random() * 900) : undefined;
      const [status] = (await once(taker, 'exit')) as [number | null];
      clearTimeout(end);
      if (status === 0) return;
      expect(status).toBeNull();
      kills++;
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, index) => untilDone(`取る人${index}`, index)));
  console.log(`${kills} takers were killed`);

  const logs = await client.logs.list.query({ poc_id: poc.id });
  expect(logs.map(({ id, status }) => [id, status])).toEqual(logIds.toReversed().map((id) => [id, 2]));
  const snapshots = await admin.snapshots.list.query({ poc_id: poc.id });
  expect(snapshots.map(({ state }) => state)).toEqual(snapshots.map(() => 'trained'));
  const examples = await Promise.all(snapshots.map(({ id }) => admin.snapshots.examples.query({ snapshot_id: id })));
  expect(examples.flat().map(({ log_id }) => log_id).toSorted((a, b) => a - b)).toEqual(logIds);
  expect(kills).toBeGreaterThan(0);
});

test('an admin sees what cannot be taken and why, mends it in place, takes the rest and saves its files', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  const { client } = await server.register('点検を受ける人');
  const poc = await admin.pocs.create.mutate({ name: '点検のPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const judged = async (question: string, judgement: object) => {
    const { log_id } = await client.chat.send.mutate({ session_id, question });
    await client.logs.evaluate.mutate({ log_id, evaluation: 3, ...judgement });
    return log_id;
  };
  const uncorrected = await judged('訂正のない質問', {});
  await judged('電話番号を教えて', { correct_answer: '03-1234-5678 です。' });
  await judged('食い違う質問', { correct_answer: '甲です。' });
  await judged('食い違う質問', { correct_answer: '乙です。' });
  await judged('取れる質問', { correct_answer: '正しい答えです。👩‍👩‍👧‍👦' });

  await withoutTours(page);
  await page.goto(server.signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/admin/training/new?poc=${poc.id}`);
  const taken = page.getByRole('definition').first();
  await expect(taken).toHaveText('1');
  const problem = async (name: string) => {
    const summary = page.getByText(new RegExp(`^${name}（`));
    await summary.click();
    return page.getByRole('group').filter({ has: summary });
  };
  await (await problem('正しい回答がない')).getByRole('button', { name: '開いて直す' }).click();
  const dialog = page.getByRole('dialog', { name: `ログ #${uncorrected}` });
  await dialog.getByRole('textbox', { name: '正しい回答' }).fill('書き足した答えです。');
  await dialog.getByRole('button', { name: '評価を保存' }).click();
  await expect.poll(async () => (await client.logs.get.query({ log_id: uncorrected })).correct_answer).toBe('書き足した答えです。');
  await dialog.getByRole('button', { name: '閉じる' }).click();
  await expect(taken).toHaveText('2');
  await (await problem('個人情報に見えるものがある')).getByRole('button', { name: '含める' }).click();
  await expect(taken).toHaveText('3');
  await (await problem('同じ質問に、違う訂正がある')).getByRole('button', { name: '今回は外す' }).first().click();
  await expect(taken).toHaveText('4');
  await page.getByRole('button', { name: '4件で訓練データを作る' }).click();

  await expect(page.getByRole('heading', { level: 1, name: '点検のPoC 第1版' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^train\.jsonl/ }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { messages: { content: string }[] });
  expect(lines.map(({ messages }) => messages.at(-1)!.content)).toContain('正しい答えです。👩‍👩‍👧‍👦');
  await page.getByRole('button', { name: 'ログを返す' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'ログを返す' }).click();
  await expect(page.getByText('返却済み')).toBeVisible();
});
