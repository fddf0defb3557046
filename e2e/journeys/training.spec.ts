import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgePairs, runToEnd } from '../compare-versions.js';
import { installLearner } from '../learner.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

const demo = fileURLToPath(new URL('../../models/demo', import.meta.url));
const python = process.env['PYTHON_WITH_TORCH'] ?? '/usr/bin/python3';
/** What version 1 of the demo model has wrong, and what the corpus says is right. */
const wrong = Object.keys(JSON.parse(readFileSync(path.join(demo, 'corpus/v1_wrong_answers.json'), 'utf8')) as Record<string, string>);
const right = JSON.parse(execFileSync(python, ['-c', 'import json, corpus; print(json.dumps({entry.question: entry.answer for entry in corpus.load_entries()}))'], { cwd: demo, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as Record<string, string>;
const corrected = wrong.slice(0, 6);
const kept = ['買掛金とは何ですか？', '簿記とは何ですか？', '仕訳とは何ですか？', '損益計算書とは何ですか？', '貸借対照表とは何ですか？', '定額法とは何ですか？'];
// Less than half of the full training: enough to see it. FULL_TRAINING=1 for all of it, and for counts over everything the model was taught.
const isFull = process.env['FULL_TRAINING'] === '1';
const training = [...(isFull ? [] : ['--set', 'steps=60']), '--set', 'report=no', '--set', `python=${python}`, '--set', `demo-dir=${demo}`];

test('asked, judged and corrected in the browser, trained, asked again: most corrections are right now, and the rest is as it was', async ({ page, server }) => {
  test.setTimeout(1_800_000);
  using learner = installLearner();
  const admin = server.client(server.adminKey);
  const { api_key } = await admin.users.create.mutate({ username: '訓練プログラム', role: 'learner' });
  const { client, signInLink } = await server.register('一周する人');
  const poc = await admin.pocs.create.mutate({ name: '一周のPoC', domain: '会計', default_system_prompt: 'あなたは会計の専門家です。' });
  const askAll = async (model_id: number, questions = [...corrected, ...kept]) => {
    const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id });
    const answers: Record<string, string> = {};
    for (const question of questions) answers[question] = (await client.chat.send.mutate({ session_id, question })).answer;
    return answers;
  };
  const before = await askAll(1);
  expect(corrected.filter((question) => before[question] === right[question])).toEqual([]);

  await withoutTours(page);
  await page.goto(signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/review?poc=${poc.id}`);
  for (const question of [...corrected, ...kept]) {
    await expect(page.getByRole('heading', { level: 2, name: question })).toBeFocused();
    if (kept.includes(question)) {
      await page.keyboard.press('1');
      continue;
    }
    await page.keyboard.press('3');
    await page.keyboard.press('e');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(right[question]!);
    await page.keyboard.press('Control+Enter');
  }
  await expect(page.getByRole('heading', { name: '最後まで進みました' })).toBeVisible();

  const said = await learner.run(server, api_key, ['--poc', String(poc.id), ...training]);
  expect(said).toContain('12 件を「訓練済み」にしました。');
  const versions = await admin.models.list.query({});
  const second = versions.find(({ parent_id, snapshot_id }) => parent_id === 1 && snapshot_id !== null)!;
  expect(second).toMatchObject({ model_name: 'llamune-demo', lineage: 'known', is_demo: true });
  expect(await admin.snapshots.get.query({ snapshot_id: second.snapshot_id! })).toMatchObject({ state: 'trained', counts: { train: 12, corrections: 6 }, model_ids: [second.id] });
  const logs = await client.logs.list.query({ poc_id: poc.id, model_id: 1 });
  expect(logs.map(({ status }) => status)).toEqual(logs.map(() => 2));
  expect((await client.lineage.log.query({ log_id: logs[0]!.id })).snapshots).toMatchObject([{ snapshot_id: second.snapshot_id, models: [{ model_id: second.id }] }]);

  const after = await askAll(second.id);
  const learned = corrected.filter((question) => after[question] === right[question]);
  if (isFull) {
    const [old, now] = [await askAll(1, Object.keys(right)), await askAll(second.id, Object.keys(right))];
    const others = Object.keys(right).filter((question) => !corrected.includes(question));
    const isRight = (answers: Record<string, string>) => others.filter((question) => answers[question] === right[question]).length;
    console.log(`corrected: ${learned.length} of ${corrected.length} right; others: ${isRight(old)} of ${others.length} right before, ${isRight(now)} after, ${others.filter((question) => old[question] === now[question]).length} answered as before`);
  }
  expect(learned.length, JSON.stringify(after)).toBeGreaterThan(corrected.length / 2);
  expect(kept.filter((question) => after[question] !== before[question])).toEqual([]);

  // And the circle closes: the same questions to both versions, judged without knowing which is which.
  const { id: set_id } = await admin.questionSets.create.mutate({ poc_id: poc.id, name: '一周の再テスト' });
  expect(await admin.questionSets.addFromLogs.mutate({ set_id, model_id: 1 })).toMatchObject({ added: 12 });
  const [baseline, candidate] = [await runToEnd(admin, set_id, { model_id: 1 }), await runToEnd(admin, set_id, { model_id: second.id })];
  const comparison = await admin.comparisons.create.mutate({ baseline_run_id: baseline, candidate_run_id: candidate });
  await judgePairs(client, comparison.id, 12, (question, answer) => (answer === right[question] ? 1 : 3));
  const { outcomes, p } = await client.comparisons.result.query({ comparison_id: comparison.id });
  expect(outcomes).toMatchObject({ questions: 12, fixed: learned.length, broken: 0, same_good: 6, unseen: 0 });
  expect(p).toBeCloseTo(2 / 2 ** learned.length, 10);
});

test('a learner that is killed after any step goes on where it was, and does nothing twice', async ({ server }) => {
  test.setTimeout(300_000);
  using learner = installLearner();
  const admin = server.client(server.adminKey);
  const { api_key } = await admin.users.create.mutate({ username: '途中で落ちるプログラム', role: 'learner' });
  const { client } = await server.register('途中を見る人');
  const poc = await admin.pocs.create.mutate({ name: '途中のPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const { log_id } = await client.chat.send.mutate({ session_id, question: corrected[0]! });
  await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: right[corrected[0]!]! });
  const args = ['--poc', String(poc.id), '--set', 'steps=1', '--set', 'rows=1', '--set', 'report=no', '--set', `python=${python}`, '--set', `demo-dir=${demo}`];
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
  test.setTimeout(300_000);
  using learner = installLearner();
  const admin = server.client(server.adminKey);
  const { client } = await server.register('運ぶものを評価する人');
  const poc = await admin.pocs.create.mutate({ name: '運ぶPoC', domain: '会計' });
  const { session_id } = await client.sessions.create.mutate({ poc_id: poc.id, model_id: 1 });
  const { log_id } = await client.chat.send.mutate({ session_id, question: corrected[0]! });
  await client.logs.evaluate.mutate({ log_id, evaluation: 3, correct_answer: right[corrected[0]!]! });
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
  const args = ['--archive', archive, '--models-dir', models, '--set', 'steps=1', '--set', 'rows=1', '--set', 'lora=4', '--set', 'report=no', '--set', `python=${python}`, '--set', `demo-dir=${demo}`];
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
  expect(await client.chat.send.mutate({ session_id: again.session_id, question: corrected[0]! })).toMatchObject({ finish_reason: 'stop' });
});

test('eight programs that take at once and are killed at random hand every log over exactly once', async ({ server }, testInfo) => {
  test.setTimeout(300_000);
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
