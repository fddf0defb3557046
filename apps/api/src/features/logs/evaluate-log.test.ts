import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let admin: typeof evaluator;
let log_id: number;
let session_id: number;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [evaluator, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('admin')]);
  ({ session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id }));
});
beforeEach(async () => {
  ({ log_id } = await evaluator.call.chat.send({ session_id, question: '質問' }));
});
afterAll(async () => app[Symbol.asyncDispose]());

test('every change keeps who, when, and what it was before', async () => {
  await evaluator.call.logs.evaluate({ log_id, evaluation: 3, reason: '誤り' });
  await admin.call.logs.evaluate({ log_id, correct_answer: '正解' });
  expect(await evaluator.call.logs.history({ log_id })).toMatchObject([
    { changed_by: admin.user.username, before: { evaluation: 3, reason: '誤り', correct_answer: null }, after: { evaluation: 3, reason: '誤り', correct_answer: '正解' } },
    { changed_by: evaluator.user.username, before: { evaluation: null }, after: { evaluation: 3, reason: '誤り' } },
  ]);
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluated_by: admin.user.username });
});

test('saying the same again is no change', async () => {
  await evaluator.call.logs.evaluate({ log_id, evaluation: 1 });
  const first = await evaluator.call.logs.get({ log_id });
  expect((await evaluator.call.logs.evaluate({ log_id, evaluation: 1 })).updated_at).toBe(first.updated_at);
  expect(await evaluator.call.logs.history({ log_id })).toHaveLength(1);
});

test('a changed correction must be trained again, a changed memo not', async () => {
  await evaluator.call.logs.evaluate({ log_id, evaluation: 3, correct_answer: '正解' });
  await admin.call.logs.setStatus({ log_id, status: 2 });
  await evaluator.call.logs.evaluate({ log_id, memo: 'メモ' });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ status: 2 });
  await evaluator.call.logs.evaluate({ log_id, correct_answer: '正しい正解' });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ status: 1 });
});

test('a judgement can be taken back to 未評価', async () => {
  await evaluator.call.logs.evaluate({ log_id, evaluation: 1 });
  await evaluator.call.logs.evaluate({ log_id, evaluation: null });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluation: null, evaluated_at: null, evaluated_by: null });
});

test('a memo by somebody else leaves the verdict with whoever gave it', async () => {
  await evaluator.call.logs.evaluate({ log_id, evaluation: 3 });
  await admin.call.logs.evaluate({ log_id, memo: '確認済み', priority: 1 });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluated_by: evaluator.user.username, memo: '確認済み' });
});

test('an answer that is still being made cannot be judged', async () => {
  const asked = await evaluator.call.chat.ask({ session_id, question: 'never-ends' });
  await expect(evaluator.call.logs.evaluate({ log_id: asked.log_id, evaluation: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  await evaluator.call.chat.stop(asked);
  await evaluator.call.logs.evaluate({ log_id: asked.log_id, evaluation: 1 });
});

test('two who judge at once leave both changes in the history', async () => {
  await Promise.all([evaluator.call.logs.evaluate({ log_id, evaluation: 1 }), admin.call.logs.evaluate({ log_id, priority: 1 })]);
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluation: 1, priority: 1 });
  expect(await evaluator.call.logs.history({ log_id })).toHaveLength(2);
});

test('the question, the answer and the time can never be changed', async () => {
  const before = await evaluator.call.logs.get({ log_id });
  await evaluator.request('PUT', `/logs/${log_id}`, { question: '別', answer: '別', timestamp: '2020-01-01T00:00:00Z', evaluation: 1 });
  const { question, answer, timestamp } = await evaluator.call.logs.get({ log_id });
  expect({ question, answer, timestamp }).toEqual({ question: before.question, answer: before.answer, timestamp: before.timestamp });
});

test('logs are found by what they say, and % and _ are letters', async () => {
  const { session_id: other } = await evaluator.call.sessions.create({ poc_id: 1, model_id: 1 });
  for (const question of ['消費税は10%ですか', '消費税は100円ですか']) await evaluator.call.chat.send({ session_id: other, question });
  expect((await evaluator.call.logs.list({ session_id: other, search: '10%' })).map(({ question }) => question)).toEqual(['消費税は10%ですか']);
  expect(await evaluator.call.logs.list({ session_id: other, unevaluated: false })).toEqual([]);
  expect(await evaluator.call.logs.list({ session_id: other, unevaluated: true, limit: 1 })).toHaveLength(1);
});
