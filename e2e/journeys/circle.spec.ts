import { expectReport, judgeByKeyboard } from '../blind-review.js';
import { addQuestionSet, runToEnd } from '../compare-versions.js';
import { demoTrainer, right, wrong } from '../demo-corpus.js';
import { installLearner } from '../learner.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

const corrected = wrong.slice(0, 6);
const kept = ['買掛金とは何ですか？', '簿記とは何ですか？', '仕訳とは何ですか？', '損益計算書とは何ですか？', '貸借対照表とは何ですか？', '定額法とは何ですか？'];
// A fifth of the full training: enough to see it. FULL_TRAINING=1 for all of it, and for counts over everything the model was taught.
const isFull = process.env['FULL_TRAINING'] === '1';
const training = [...(isFull ? [] : ['--set', 'steps=60', '--set', 'rows=4']), ...demoTrainer];

test('asked, judged and corrected in the browser, trained, asked again: most corrections are right now, and the rest is as it was', async ({ page, server }, info) => {
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

  // And the circle closes: the log of each correction is proven by the very words that somebody wrote.
  const { id: set_id } = await admin.questionSets.create.mutate({ poc_id: poc.id, name: '一周の再テスト' });
  expect(await admin.questionSets.addFromLogs.mutate({ set_id, model_id: 1 })).toMatchObject({ added: 12 });
  const compareOn = async (setId: number) => admin.comparisons.create.mutate({ baseline_run_id: await runToEnd(admin, setId, { model_id: 1 }), candidate_run_id: await runToEnd(admin, setId, { model_id: second.id }) });
  const known = await compareOn(set_id);
  const { outcomes, p } = await client.comparisons.result.query({ comparison_id: known.id });
  expect(outcomes).toMatchObject({ questions: 12, fixed: learned.length, broken: 0, same_good: 6 });
  expect(p).toBeCloseTo(2 / 2 ** learned.length, 10);
  const statuses = await client.logs.list.query({ poc_id: poc.id, model_id: 1 });
  expect(statuses.filter(({ question, status }) => status === 3 && learned.includes(question))).toHaveLength(learned.length);

  // Asked without their correct answers, so that nothing is carried over, both versions are judged by somebody who does not know which is which.
  const blindSet = await addQuestionSet(server, poc.id, '伏せて比べる', [...corrected, ...kept].map((question) => ({ question, topic: corrected.includes(question) ? '直した' : '良い' })));
  const comparison = await compareOn(blindSet);
  await page.goto(`${server.url}/app/retest/compare/${comparison.id}`);
  await page.getByRole('link', { name: /判定する/ }).press('Enter');
  const isRight = (question: string, answer: string) => answer.includes(right[question]!);
  await judgeByKeyboard(page, ({ question, a, b }) => {
    if (b === null) return [kept.includes(question) ? '1' : '3'];
    const [isA, isB] = [isRight(question, a), isRight(question, b)];
    return isA === isB ? ['x', 'Enter'] : [isA ? 'a' : 'b', isA ? '1' : '3', isB ? '1' : '3'];
  });
  await page.getByRole('link', { name: '結果を見る' }).press('Enter');
  expect(await expectReport(page, client, comparison, info)).toEqual({ judged: 12, fixed: learned.length, broken: 0, same_good: 6, same_bad: corrected.length - learned.length });
});
