import { priorities } from '@llamune/contracts';
import { aLog, aModel, aPoc, aSession } from '@llamune/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;

beforeAll(async () => {
  app = await testApp();
  admin = await app.signUp('admin');
});
afterAll(async () => app[Symbol.asyncDispose]());

/** A new evaluator with a session, in a new PoC. */
const aScene = async () => {
  const [evaluator, poc, model] = [await app.signUp('evaluator'), await aPoc(app.db), await aModel(app.db)];
  const session = await aSession(app.db, { userId: evaluator.user.id, pocId: poc.id, modelId: model.id });
  const log = async (values: Parameters<typeof aLog>[1] = {}) => (await aLog(app.db, { sessionId: session.id, ...values })).id;
  return { evaluator, poc, model, session, log };
};
type User = typeof admin;
const queue = async (user: User, input: Parameters<User['call']['review']['queue']>[0]) => (await user.call.review.queue(input)).items.map(({ log_id }) => log_id);

test('未評価 come by priority, the oldest first, those without a priority last', async () => {
  const { evaluator, log } = await aScene();
  const ids = { none1: await log(), low: await log({ priority: priorities.low }), high2: await log({ priority: priorities.high }), none2: await log(), medium: await log({ priority: priorities.medium }), high3: await log({ priority: priorities.high }) };
  await log({ evaluation: 1, priority: priorities.high });
  await log({ evaluation: 3 });
  expect(await queue(evaluator, {})).toEqual([ids.high2, ids.high3, ids.medium, ids.low, ids.none1, ids.none2]);
});

test('open adds what lacks its correct answer, all adds the rest', async () => {
  const { evaluator, log } = await aScene();
  const good = await log({ evaluation: 1, priority: 1 });
  const corrected = await log({ evaluation: 3, correctAnswer: '正解' });
  const wrong = await log({ evaluation: 3, priority: 2 });
  const fair = await log({ evaluation: 2, priority: 1, correctAnswer: '  ' });
  const open = await log();
  expect(await evaluator.call.review.queue({ scope: 'open' })).toEqual({
    total: 3,
    items: [
      { log_id: open, evaluation: null, priority: null, needs_correction: false },
      { log_id: fair, evaluation: 2, priority: 1, needs_correction: true },
      { log_id: wrong, evaluation: 3, priority: 2, needs_correction: true },
    ],
  });
  expect(await queue(evaluator, { scope: 'all' })).toEqual([open, fair, wrong, good, corrected]);
});

test('an answer that is not there has nothing to judge', async () => {
  const { evaluator, log } = await aScene();
  await log({ finishReason: null, answer: '途中' });
  await log({ finishReason: 'failed', answer: '' });
  await log({ finishReason: 'stopped', answer: '' });
  const partial = await log({ finishReason: 'failed', answer: 'ここまで' });
  for (const scope of ['unevaluated', 'open', 'all'] as const) expect(await queue(evaluator, { scope })).toEqual([partial]);
  expect((await evaluator.call.review.progress({ today: new Date().toISOString() })).me.unevaluated).toBe(1);
});

test('the total also counts what is beyond the items', async () => {
  const { evaluator, log } = await aScene();
  const ids = [await log(), await log(), await log({ evaluation: 3 }), await log({ evaluation: 1 })];
  expect(await evaluator.call.review.queue({ limit: 1 })).toMatchObject({ total: 2, items: [{ log_id: ids[0] }] });
  expect(await evaluator.call.review.queue({ limit: 2, scope: 'open' })).toMatchObject({ total: 3, items: [{ log_id: ids[0] }, { log_id: ids[1] }] });
  expect(await evaluator.call.review.queue({ limit: 3, scope: 'all' })).toMatchObject({ total: 4, items: [{}, {}, { log_id: ids[2] }] });
});

test('an evaluator’s queue is the own one, an admin’s everybody’s when asked for', async () => {
  const [one, two] = [await aScene(), await aScene()];
  const [first, second] = [await one.log(), await two.log()];
  expect(await queue(one.evaluator, { mine: false, poc_id: two.poc.id })).toEqual([]);
  expect(await queue(one.evaluator, { mine: false })).toEqual([first]);
  expect(await queue(admin, {})).toEqual([]);
  expect(await queue(admin, { mine: false })).toEqual(expect.arrayContaining([first, second]));
  expect(await queue(admin, { mine: false, poc_id: two.poc.id })).toEqual([second]);
  const learner = await app.signUp('learner');
  expect(await queue(learner, { mine: false, scope: 'all' })).toEqual([]);
});

test('it can be narrowed to a PoC, a model, a session and a priority', async () => {
  const { evaluator, poc, model, session, log } = await aScene();
  const id = await log({ priority: 2 });
  for (const other of [await aSession(app.db, { userId: evaluator.user.id }), await aSession(app.db, { userId: evaluator.user.id, pocId: poc.id })]) await aLog(app.db, { sessionId: other.id });
  for (const narrowed of [{ model_id: model.id }, { session_id: session.id }, { priority: 2 as const }]) expect(await queue(evaluator, narrowed)).toEqual([id]);
  expect(await queue(evaluator, { poc_id: poc.id })).toHaveLength(2);
  expect(await queue(evaluator, { poc_id: poc.id, priority: 1 })).toEqual([]);
});

test('progress is told for oneself and the team, by person only to an admin', async () => {
  const [one, two] = [await aScene(), await aScene()];
  const today = new Date(Date.now() - 3_600_000);
  const by = ({ evaluator }: typeof one) => ({ evaluatedById: evaluator.user.id, evaluatedAt: today });
  await one.log({ ...by(one), evaluation: 3, correctAnswer: '正解' });
  await one.log({ ...by(one), evaluation: 2, correctAnswer: '正解', evaluatedAt: new Date(today.getTime() - 1) });
  await one.log({ ...by(one), evaluation: 1 });
  await one.log();
  // Judged by somebody else than who asked; judged in the database itself.
  for (const evaluation of [1, 1, 3] as const) await one.log({ ...by(two), evaluation });
  await one.log({ evaluation: 1 });
  await two.log();
  const of = { today: today.toISOString(), poc_id: one.poc.id };
  const mine = { evaluated: 3, evaluated_today: 2, corrected_today: 1, unevaluated: 1 };
  const theirs = { evaluated: 3, evaluated_today: 3, corrected_today: 0, unevaluated: 0 };
  expect(await one.evaluator.call.review.progress(of)).toEqual({ me: mine, team: { evaluated: 7, evaluated_today: 5, corrected_today: 1, unevaluated: 1 }, people: [] });
  expect(await admin.call.review.progress(of)).toMatchObject({
    me: { evaluated: 0, unevaluated: 0 },
    people: [
      { username: two.evaluator.user.username, ...theirs },
      { username: one.evaluator.user.username, ...mine },
    ],
  });
  expect((await admin.call.review.progress(of)).people).toHaveLength(2);
  expect((await two.evaluator.call.review.progress({ today: today.toISOString() })).me).toEqual({ ...theirs, unevaluated: 1 });
});

test('what is judged leaves the queue and is counted at once', async () => {
  const { evaluator, log } = await aScene();
  const [log_id, next] = [await log(), await log()];
  const today = new Date().toISOString();
  await evaluator.call.logs.evaluate({ log_id, evaluation: 3 });
  expect(await queue(evaluator, {})).toEqual([next]);
  expect(await queue(evaluator, { scope: 'open' })).toEqual([next, log_id]);
  await evaluator.call.logs.evaluate({ log_id, correct_answer: '正解' });
  expect(await queue(evaluator, { scope: 'open' })).toEqual([next]);
  expect((await evaluator.call.review.progress({ today })).me).toEqual({ evaluated: 1, evaluated_today: 1, corrected_today: 1, unevaluated: 1 });
});
