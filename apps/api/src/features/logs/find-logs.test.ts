import type { LogFilter } from '@llamune/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let admin: typeof evaluator;
let learner: typeof evaluator;
let session_id: number;
/** Oldest first. */
let ids: number[];

const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const wrong = { evaluation: 3 as const };

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  evaluator = await app.signUp('evaluator');
  [admin, learner] = await Promise.all([app.signUp('admin'), app.signUp('learner')]);
  ({ session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id }));
  ids = await addLogs(app, session_id, [
    { timestamp: day(1) },
    { timestamp: day(2), evaluation: 1, status: 2 },
    { timestamp: day(3), ...wrong, correctAnswer: ' ', priority: 1 },
    { timestamp: day(4), ...wrong, correctAnswer: '正解', priority: 2 },
    { timestamp: day(5), evaluation: 2, finishReason: 'length' },
    { timestamp: day(6), finishReason: 'failed', errorCode: 'engine_crashed', answer: '' },
  ]);
  await app.db.query('UPDATE conversation_logs SET retry_of_id = $1 WHERE id = $2', [ids[0], ids[5]]);
});
afterAll(async () => app[Symbol.asyncDispose]());

test.each<[LogFilter, number[]]>([
  [{}, [5, 4, 3, 2, 1, 0]],
  [{ evaluation: 3 }, [3, 2]],
  [{ unevaluated: true }, [5, 0]],
  [{ unevaluated: false }, [4, 3, 2, 1]],
  [{ unevaluated: true, evaluation: 3 }, []],
  [{ needs_correction: true }, [4, 2]],
  [{ needs_correction: false }, [5, 3, 1, 0]],
  [{ needs_correction: true, priority: 1 }, [2]],
  [{ finish_reason: 'length' }, [4]],
  [{ finish_reason: 'failed' }, [5]],
  [{ status: 2 }, [1]],
  [{ since: '2026-11-03T00:00:00Z' }, [5, 4, 3, 2]],
  [{ until: '2026-11-03T00:00:00Z' }, [1, 0]],
  [{ since: '2026-11-03T09:00:00+09:00', until: '2026-11-05T00:00:00Z' }, [3, 2]],
  [{ until: '2020-01-01T00:00:00Z' }, []],
  [{ poc_id: 1, model_id: 1, session_id: 1, user_id: 1 }, [5, 4, 3, 2, 1, 0]],
  [{ session_id: 2 }, []],
  [{ search: '正解' }, [3]],
  [{ search: '回答', evaluation: 3 }, [3, 2]],
])('%j', async (filter, places) => {
  const expected = places.map((place) => ids[place]!);
  expect((await evaluator.call.logs.list(filter)).map(({ id }) => id)).toEqual(expected);
  expect((await evaluator.call.logs.rows(filter)).map(({ id }) => id)).toEqual(expected);
  expect(await evaluator.call.logs.pages(filter)).toEqual({ total: expected.length, page_size: 200, page_starts: expected.slice(0, 1) });
});

test('those that asked a question again are found by it', async () => {
  expect(await evaluator.call.logs.list({ retry_of_id: ids[0]! })).toMatchObject([{ id: ids[5], retry_of_id: ids[0] }]);
});

test('an admin finds everybody’s, a learner what is evaluated', async () => {
  expect((await admin.call.logs.pages({})).total).toBe(6);
  expect((await learner.call.logs.rows({})).map(({ id }) => id)).toEqual([ids[4], ids[3], ids[2], ids[1]]);
  expect((await learner.call.logs.pages({ search: '回答' })).total).toBe(4);
});

test('a row has what a table shows, and 200 characters of each text, none of them torn', async () => {
  const long = '🧾'.repeat(150) + '長'.repeat(150);
  const [id] = await addLogs(app, session_id, [{ question: long, answer: long, timestamp: day(7), durationMs: 1234, completionTokens: 5 }]);
  await evaluator.call.logs.evaluate({ log_id: id!, evaluation: 2, correct_answer: '正解' });
  const [row] = await evaluator.call.logs.rows({ limit: 1 });
  const log = await evaluator.call.logs.get({ log_id: id! });
  const { timestamp, evaluated_at, updated_at } = log;
  expect(row).toEqual({
    id,
    session_id,
    timestamp,
    question: '🧾'.repeat(150) + '長'.repeat(50),
    answer: '🧾'.repeat(150) + '長'.repeat(50),
    evaluation: 2,
    priority: null,
    status: 1,
    has_correct_answer: true,
    username: evaluator.user.username,
    poc_name: '会計システム向けPoC',
    model_name: 'sample',
    model_version: 1,
    model_is_demo: false,
    finish_reason: 'stop',
    completion_tokens: 5,
    duration_ms: 1234,
    evaluated_at,
    evaluated_by: evaluator.user.username,
    updated_at,
  });
});

test('the pages hold every row once, also while logs are added', async () => {
  const other = await app.signUp('evaluator');
  const { session_id } = await other.call.sessions.create({ poc_id: 1, model_id: 1 });
  const all = (await addLogs(app, session_id, Array.from({ length: 1030 }, (_, n) => ({ question: `質問${n}`, evaluation: n % 2 ? (1 as const) : null })))).toReversed();
  for (const [filter, expected] of [[{}, all], [{ unevaluated: false }, all.filter((_, place) => place % 2 === 0)], [{ search: '質問1' }, undefined]] as const) {
    const pages = await other.call.logs.pages({ ...filter, page_size: 100 });
    await addLogs(app, session_id, [{ question: '質問1 あとから', evaluation: 1 }]);
    const read = [];
    for (const start of pages.page_starts) read.push(...(await other.call.logs.rows({ ...filter, before: start + 1, limit: pages.page_size })));
    expect(read.map(({ id }) => id)).toEqual(expected ?? all.filter((_, place) => String(all.length - 1 - place).startsWith('1')));
    expect(pages.total).toBe(read.length);
    expect(pages.page_starts).toEqual(read.filter((_, place) => place % 100 === 0).map(({ id }) => id));
    await app.db.query(`DELETE FROM conversation_logs WHERE question = '質問1 あとから'`);
  }
});
