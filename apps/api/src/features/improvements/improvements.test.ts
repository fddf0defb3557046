import type { ImprovementStage } from '@llamune/contracts';
import type { ConversationLog } from '@llamune/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addRun } from '../../testing/judged-runs.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let learner: typeof evaluator;
let admin: typeof evaluator;
let poc_id: number;
let session: number;

beforeAll(async () => {
  app = await testApp();
  await addSamples(app);
  [evaluator, learner, admin] = [await app.signUp('evaluator'), await app.signUp('learner'), await app.signUp('admin')];
});
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(async () => {
  poc_id = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
  session = (await evaluator.call.sessions.create({ poc_id, model_id: 1 })).session_id;
});

const none: Record<ImprovementStage, number> = { to_correct: 0, to_take: 0, to_train: 0, to_retest: 0, not_fixed: 0, verified: 0 };
const faulty = (...logs: Partial<ConversationLog>[]) => addLogs(app, session, logs.map((log, at) => ({ question: `質問その${at}`, evaluation: 3 as const, correctAnswer: `正解${at}`, evaluatedAt: new Date(2026, 0, 1 + at), ...log })));
const list = (input: object = {}) => evaluator.call.improvements.list({ poc_id, ...input });
const stageOf = async (id: number) => (await list()).find((row) => row.id === id)?.stage;
const take = (options: object = {}) => learner.call.snapshots.create({ poc_id, valid_percent: 0, ...options });
const trained = async (snapshot_id: number, parent_id = 1) => {
  const { id } = await learner.call.models.create({ model_name: 'sample', parent_id, snapshot_id });
  await learner.call.snapshots.acknowledge({ snapshot_id });
  return id;
};
/** A retest of what was taken from logs, in which each answer is judged like this. */
const retest = async (modelId: number, evaluation: 1 | 2 | 3) => {
  const { id: setId } = await admin.call.questionSets.create({ poc_id, name: '再テスト' });
  await admin.call.questionSets.addFromLogs({ set_id: setId });
  const questions = await admin.call.questionSets.questions({ set_id: setId });
  return addRun(app, { setId, modelId, byId: evaluator.user.id, judged: Object.fromEntries(questions.map(({ id }) => [id, [evaluation]])) });
};

test('a log goes through its stages, each with what it is known from', async () => {
  const [log] = await faulty({ correctAnswer: null, priority: 1, question: '長'.repeat(300) });
  expect(await list()).toEqual([{ id: log, question: '長'.repeat(200), evaluation: 3, priority: 1, evaluated_at: expect.any(String), stage: 'to_correct', snapshot: null, model: null, retest: null }]);
  await evaluator.call.logs.evaluate({ log_id: log!, correct_answer: '正解' });
  expect(await list()).toMatchObject([{ stage: 'to_take', snapshot: null }]);
  const { id: snapshot_id } = await take();
  expect(await list()).toMatchObject([{ stage: 'to_train', snapshot: { snapshot_id, version: 1, acknowledged_at: null }, model: null }]);
  const second = await trained(snapshot_id);
  expect(await list()).toMatchObject([{ stage: 'to_retest', snapshot: { acknowledged_at: expect.any(String) }, model: { model_id: second, version: expect.any(Number) }, retest: null }]);
  // The version that it was wrong of says nothing about whether it was fixed.
  await retest(1, 3);
  expect(await stageOf(log!)).toBe('to_retest');
  const run_id = await retest(second, 2);
  expect(await list()).toMatchObject([{ stage: 'not_fixed', retest: { run_id, evaluation: 2, judged_at: expect.any(String), carried: false } }]);
  // A child of that version learned from it as well.
  const third = (await learner.call.models.create({ model_name: 'sample', parent_id: second })).id;
  await retest(third, 1);
  expect(await list()).toMatchObject([{ stage: 'verified', model: { model_id: third }, retest: { evaluation: 1 } }]);
  // What is judged last counts: it has broken again.
  await retest(second, 3);
  expect(await stageOf(log!)).toBe('not_fixed');
  // What is corrected anew has been in no training.
  await evaluator.call.logs.evaluate({ log_id: log!, correct_answer: 'もっと正しい' });
  expect(await list()).toMatchObject([{ stage: 'to_take', snapshot: null, model: null, retest: null }]);
});

test('what was given back, and what only tests, is in no training; what is proven otherwise is verified', async () => {
  const [log] = await faulty({});
  const first = await take();
  await learner.call.snapshots.release({ snapshot_id: first.id });
  expect(await stageOf(log!)).toBe('to_take');
  const second = await take();
  await app.db.query('ALTER TABLE snapshot_examples DISABLE TRIGGER USER');
  await app.db.query("UPDATE snapshot_examples SET split = 'test' WHERE snapshot_id = $1", [second.id]);
  await app.db.query('ALTER TABLE snapshot_examples ENABLE TRIGGER USER');
  expect(await stageOf(log!)).toBe('to_take');
  await learner.call.logs.setStatus({ log_id: log!, status: 3 });
  expect(await stageOf(log!)).toBe('verified');
});

test('counts and pages by stage say the same; good and open logs are in none', async () => {
  const ids = await faulty(...Array.from({ length: 12 }, (_, at) => ({ correctAnswer: at % 3 === 0 ? null : `正解${at}` })), { evaluation: 1 }, { evaluation: null });
  expect(await evaluator.call.improvements.counts({ poc_id })).toEqual({ ...none, to_correct: 4, to_take: 8 });
  await take({ limit: 5 });
  expect(await evaluator.call.improvements.counts({ poc_id })).toEqual({ ...none, to_correct: 4, to_take: 3, to_train: 5 });
  expect((await list()).map(({ id }) => id)).toEqual(ids.slice(0, 12).toReversed());
  for (const stage of ['to_correct', 'to_take', 'to_train', 'verified'] as const) {
    const all = (await list()).filter((row) => row.stage === stage);
    const [one, two] = [await list({ stage, limit: 3 }), await list({ stage, limit: 200, before: all[2]?.id })];
    expect([...one, ...two.filter(({ id }) => !one.some((row) => row.id === id))]).toEqual(all);
  }
  const page = await evaluator.request('GET', `/improvements?poc_id=${poc_id}&stage=to_train&limit=2`);
  expect([page.json<unknown[]>().length, page.headers['link']]).toEqual([2, expect.stringContaining('before=')]);
});

test('an evaluator sees the own logs; a learner and an admin those of all', async () => {
  await faulty({}, {});
  const stranger = await app.signUp('evaluator');
  const seen = async ({ call }: typeof stranger) => [(await call.improvements.list({ poc_id })).length, (await call.improvements.counts({ poc_id })).to_take];
  expect(await seen(stranger)).toEqual([0, 0]);
  for (const who of [evaluator, learner, admin]) expect(await seen(who)).toEqual([2, 2]);
});

test('parents in a circle, made by psql, end', async () => {
  await faulty({});
  const model = await trained((await take()).id);
  await app.db.query('UPDATE models SET parent_id = $1 WHERE id = 1', [model]);
  expect(await list()).toMatchObject([{ stage: 'to_retest', model: { model_id: model } }]);
  await app.db.query('UPDATE models SET parent_id = NULL WHERE id = 1');
});
