import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

describe('what was proven of a verdict and its correction', () => {
  const statusNow = async () => (await evaluator.call.logs.get({ log_id })).status;
  beforeEach(async () => {
    await evaluator.call.logs.evaluate({ log_id, evaluation: 3, correct_answer: '正解' });
    await admin.call.logs.setStatus({ log_id, status: 2 });
  });

  test.each([
    ['a correction', { correct_answer: '別の正解' }, { correct_answer: '正解' }],
    ['a verdict', { evaluation: 2 as const }, { evaluation: 3 as const }],
    ['all of it', { evaluation: null, correct_answer: null }, { evaluation: 3 as const, correct_answer: '正解' }],
  ])('holds again when %s that was changed is as it was, and the history says by whom', async (_what, change, back) => {
    await admin.call.logs.setStatus({ log_id, status: 3 });
    await evaluator.call.logs.evaluate({ log_id, ...change });
    expect(await statusNow()).toBe(1);
    await admin.call.logs.evaluate({ log_id, ...back });
    expect(await statusNow()).toBe(3);
    expect((await evaluator.call.logs.history({ log_id })).slice(0, 2)).toMatchObject([
      { changed_by: admin.user.username, before: { status: 1 }, after: { ...back, status: 3 } },
      { changed_by: evaluator.user.username, before: { status: 3 }, after: { ...change, status: 1 } },
    ]);
  });

  test('holds again at the end of several steps back, and only there', async () => {
    await evaluator.call.logs.evaluate({ log_id, evaluation: 2, memo: 'あとで' });
    await evaluator.call.logs.evaluate({ log_id, correct_answer: null });
    await evaluator.call.logs.evaluate({ log_id, correct_answer: '正解', priority: 1 });
    expect(await statusNow()).toBe(1);
    await evaluator.call.logs.evaluate({ log_id, evaluation: 3 });
    expect(await statusNow()).toBe(2);
  });

  test('is lost when something else was trained on meanwhile, of which it then holds', async () => {
    await evaluator.call.logs.evaluate({ log_id, correct_answer: '別の正解' });
    await admin.call.logs.setStatus({ log_id, status: 2 });
    await evaluator.call.logs.evaluate({ log_id, correct_answer: '正解' });
    expect(await statusNow()).toBe(1);
    await evaluator.call.logs.evaluate({ log_id, correct_answer: '別の正解' });
    expect(await statusNow()).toBe(2);
  });

  test('does not come back after it was taken away by hand', async () => {
    await admin.call.logs.setStatus({ log_id, status: 1 });
    await evaluator.call.logs.evaluate({ log_id, evaluation: 1 });
    await evaluator.call.logs.evaluate({ log_id, evaluation: 3 });
    expect(await statusNow()).toBe(1);
  });
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

describe('a judge who has seen an older state', () => {
  test('is told, and nothing changes; a judge who has seen this one is not', async () => {
    const { updated_at } = await evaluator.call.logs.get({ log_id });
    const first = await admin.call.logs.evaluate({ log_id, evaluation: 3, correct_answer: '正解', seen_updated_at: updated_at });
    await expect(evaluator.call.logs.evaluate({ log_id, evaluation: 1, seen_updated_at: updated_at })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/changed this log meanwhile/) });
    expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluation: 3, correct_answer: '正解', updated_at: first.updated_at });
    await evaluator.call.logs.evaluate({ log_id, memo: 'メモ', seen_updated_at: first.updated_at });
    expect(await evaluator.call.logs.history({ log_id })).toHaveLength(2);
  });

  test('gets 409 by REST', async () => {
    const reply = await evaluator.request('PUT', `/logs/${log_id}`, { evaluation: 1, seen_updated_at: '2020-01-01T00:00:00.000Z' });
    expect([reply.statusCode, reply.json()]).toEqual([409, { detail: 'Somebody changed this log meanwhile. Read it again, then save.' }]);
  });

  test('may say again what was saved, when the reply to the first time was lost', async () => {
    const { updated_at } = await evaluator.call.logs.get({ log_id });
    const save = { log_id, evaluation: 2 as const, reason: '不足', seen_updated_at: updated_at };
    expect(await evaluator.call.logs.evaluate(save)).toEqual(await evaluator.call.logs.evaluate(save));
    expect(await evaluator.call.logs.history({ log_id })).toHaveLength(1);
  });

  test('is told to the millisecond, whatever zone the time is written in', async () => {
    const { updated_at } = await evaluator.call.logs.get({ log_id });
    const elsewhere = new Date(Date.parse(updated_at) + 9 * 3_600_000).toISOString().replace('Z', '+09:00');
    const late = new Date(Date.parse(updated_at) + 1).toISOString();
    await expect(evaluator.call.logs.evaluate({ log_id, priority: 1, seen_updated_at: late })).rejects.toMatchObject({ code: 'CONFLICT' });
    await evaluator.call.logs.evaluate({ log_id, priority: 1, seen_updated_at: elsewhere });
  });

  test('of two who save at once exactly one succeeds, however fast', async () => {
    for (let round = 0; round < 10; round++) {
      const { updated_at } = await evaluator.call.logs.get({ log_id });
      const saves = [evaluator.call.logs.evaluate({ log_id, memo: `a${round}`, seen_updated_at: updated_at }), admin.call.logs.evaluate({ log_id, memo: `b${round}`, seen_updated_at: updated_at })];
      expect((await Promise.allSettled(saves)).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
    const times = (await evaluator.call.logs.history({ log_id })).map(({ changed_at }) => changed_at);
    expect(times).toEqual([...new Set(times)].toSorted().toReversed());
  });

  test('a status that a learner moved counts as a change', async () => {
    const { updated_at } = await evaluator.call.logs.evaluate({ log_id, evaluation: 1 });
    await admin.call.logs.setStatus({ log_id, status: 2 });
    await expect(evaluator.call.logs.evaluate({ log_id, evaluation: 3, seen_updated_at: updated_at })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the three points', () => {
  test('are kept, with their history, and change neither the verdict’s owner nor the status', async () => {
    await evaluator.call.logs.evaluate({ log_id, evaluation: 2 });
    const { evaluated_at } = await admin.call.logs.get({ log_id });
    await admin.call.logs.setStatus({ log_id, status: 2 });
    await admin.call.logs.evaluate({ log_id, right_points: '用語', wrong_points: '税率', missing_points: '経過措置' });
    expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ right_points: '用語', wrong_points: '税率', missing_points: '経過措置', status: 2, evaluated_by: evaluator.user.username, evaluated_at });
    await evaluator.call.logs.evaluate({ log_id, wrong_points: null });
    const [last, points] = await evaluator.call.logs.history({ log_id });
    expect([last, points]).toMatchObject([{ before: { wrong_points: '税率' }, after: { wrong_points: null, right_points: '用語' } }, { changed_by: admin.user.username, before: { right_points: null }, after: { missing_points: '経過措置' } }]);
  });

  test('are null in changes that were recorded before there were any', async () => {
    const old = { evaluation: null, reason: null, correctAnswer: null, priority: null, memo: null, status: 1 };
    await app.db.query('INSERT INTO log_changes (log_id, changed_by_id, before, after) VALUES ($1, $2, $3, $4)', [log_id, evaluator.user.id, old, { ...old, evaluation: 1 }]);
    expect(await evaluator.call.logs.history({ log_id })).toMatchObject([{ before: { right_points: null, wrong_points: null, missing_points: null }, after: { evaluation: 1, missing_points: null } }]);
  });
});
