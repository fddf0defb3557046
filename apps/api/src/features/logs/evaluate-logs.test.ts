import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof evaluator;
let admin: typeof evaluator;
let session_id: number;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [evaluator, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
  ({ session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id }));
});
afterAll(async () => app[Symbol.asyncDispose]());

const some = (count: number) => addLogs(app, session_id, Array.from({ length: count }, () => ({})));
const historyOf = (log_id: number) => evaluator.call.logs.history({ log_id });

test('each change is recorded, with who, when, and what it was before', async () => {
  const [a, b] = (await some(2)) as [number, number];
  await evaluator.call.logs.evaluate({ log_id: b, evaluation: 3, reason: '誤り', correct_answer: '正解', priority: 2 });
  const { updated, skipped } = await admin.call.logs.evaluateMany({ changes: [{ log_id: b, evaluation: 1 }, { log_id: a, evaluation: 1, priority: 3 }] });
  expect(skipped).toEqual([]);
  expect(updated.map(({ log_id }) => log_id)).toEqual([b, a]);
  for (const { log_id, updated_at } of updated) expect((await evaluator.call.logs.get({ log_id })).updated_at).toBe(updated_at);
  expect(await historyOf(a)).toMatchObject([{ changed_by: admin.user.username, before: { evaluation: null, priority: null }, after: { evaluation: 1, priority: 3 } }]);
  expect((await historyOf(b))[0]).toMatchObject({ before: { evaluation: 3, correct_answer: '正解' }, after: { evaluation: 1, reason: '誤り', correct_answer: '正解', priority: 2 } });
  expect(await evaluator.call.logs.get({ log_id: a })).toMatchObject({ evaluated_by: admin.user.username, evaluated_at: expect.any(String) });
});

test('the same call with the old values takes it back', async () => {
  const ids = await some(3);
  await evaluator.call.logs.evaluate({ log_id: ids[1]!, evaluation: 2, priority: 1 });
  const before = await evaluator.call.logs.rows({ session_id, limit: 3 });
  const { updated } = await evaluator.call.logs.evaluateMany({ changes: before.map(({ id, updated_at }) => ({ log_id: id, evaluation: 3 as const, seen_updated_at: updated_at })) });
  const seen = new Map(updated.map(({ log_id, updated_at }) => [log_id, updated_at]));
  await evaluator.call.logs.evaluateMany({ changes: before.map(({ id, evaluation, priority }) => ({ log_id: id, evaluation, priority, seen_updated_at: seen.get(id) })) });
  const after = await evaluator.call.logs.rows({ session_id, limit: 3 });
  expect(after.map(({ evaluation, priority }) => ({ evaluation, priority }))).toEqual(before.map(({ evaluation, priority }) => ({ evaluation, priority })));
  expect(after.map(({ evaluated_by }) => evaluated_by)).toEqual([null, evaluator.user.username, null]);
});

test('a changed evaluation must be trained again until it is changed back, a changed priority not', async () => {
  const [a, b] = (await some(2)) as [number, number];
  await evaluator.call.logs.evaluateMany({ changes: [a, b].map((log_id) => ({ log_id, evaluation: 1 as const })) });
  for (const log_id of [a, b]) await admin.call.logs.setStatus({ log_id, status: 2 });
  await evaluator.call.logs.evaluateMany({ changes: [{ log_id: a, evaluation: 2 }, { log_id: b, evaluation: 1, priority: 1 }] });
  expect([await evaluator.call.logs.get({ log_id: a }), await evaluator.call.logs.get({ log_id: b })]).toMatchObject([{ status: 1 }, { status: 2, priority: 1 }]);
  await evaluator.call.logs.evaluateMany({ changes: [{ log_id: a, evaluation: 1 }, { log_id: b, evaluation: 3 }] });
  expect([await evaluator.call.logs.get({ log_id: a }), await evaluator.call.logs.get({ log_id: b })]).toMatchObject([{ status: 2 }, { status: 1 }]);
});

describe('what cannot be changed is skipped, and the rest is not', () => {
  test('another’s and absent, changed since, still being made', async () => {
    const [mine, changed, same] = (await some(3)) as [number, number, number];
    const { session_id: elsewhere } = await other.call.sessions.create({ poc_id: 1, model_id: 1 });
    const [another] = (await addLogs(app, elsewhere, [{}])) as [number];
    const { updated_at } = await evaluator.call.logs.get({ log_id: changed });
    await admin.call.logs.evaluate({ log_id: changed, evaluation: 3 });
    const running = await evaluator.call.chat.ask({ session_id, question: 'never-ends' });
    const changes = [
      { log_id: another, evaluation: 1 as const },
      { log_id: 2_000_000_000, priority: 1 as const },
      { log_id: changed, evaluation: 1 as const, seen_updated_at: updated_at },
      { log_id: running.log_id, evaluation: 1 as const },
      { log_id: mine, evaluation: 1 as const },
      { log_id: same },
    ];
    const { updated, skipped } = await evaluator.call.logs.evaluateMany({ changes });
    expect(skipped).toEqual([
      { log_id: another, reason: 'not_found' },
      { log_id: 2_000_000_000, reason: 'not_found' },
      { log_id: changed, reason: 'changed' },
      { log_id: running.log_id, reason: 'not_finished' },
    ]);
    expect(updated.map(({ log_id }) => log_id)).toEqual([mine, same]);
    expect(await admin.call.logs.get({ log_id: changed })).toMatchObject({ evaluation: 3 });
    expect(await historyOf(same)).toEqual([]);
    // A priority needs no finished answer.
    expect(await evaluator.call.logs.evaluateMany({ changes: [{ log_id: running.log_id, priority: 1 }] })).toMatchObject({ updated: [{ log_id: running.log_id }] });
    await evaluator.call.chat.stop(running);
  });

  test('a log that is named twice: 400, and nothing changes', async () => {
    const [log_id] = (await some(1)) as [number];
    const reply = await evaluator.request('PUT', '/logs', { changes: [{ log_id, evaluation: 1 }, { log_id, evaluation: 2 }] });
    expect([reply.statusCode, reply.json()]).toEqual([400, { detail: `changes: log ${log_id} is named twice. Name each log once.` }]);
    expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ evaluation: null });
  });

  test.each([
    ['none', { changes: [] }, ['body', 'changes']],
    ['more than 500', { changes: Array.from({ length: 501 }, (_, n) => ({ log_id: n + 1, evaluation: 1 })) }, ['body', 'changes']],
    ['an evaluation out of range', { changes: [{ log_id: 1, evaluation: 4 }] }, ['body', 'changes', 0, 'evaluation']],
  ])('%s: 422', async (_name, body, loc) => {
    const reply = await evaluator.request('PUT', '/logs', body);
    expect([reply.statusCode, reply.json()]).toMatchObject([422, { detail: [{ loc }] }]);
  });
});

test('all or nothing: when the history cannot be written, no verdict is', async () => {
  const ids = await some(3);
  await app.db.query(`ALTER TABLE log_changes ADD CONSTRAINT refuses CHECK (log_id <> ${ids[2]})`);
  await expect(evaluator.call.logs.evaluateMany({ changes: ids.map((log_id) => ({ log_id, evaluation: 1 as const })) })).rejects.toThrow('refuses');
  await app.db.query('ALTER TABLE log_changes DROP CONSTRAINT refuses');
  expect((await evaluator.call.logs.rows({ session_id, limit: 3 })).map(({ evaluation }) => evaluation)).toEqual([null, null, null]);
});

test('calls for the same logs in every order wait for each other and lose nothing', async () => {
  const ids = await some(100);
  const shuffled = (seed: number) => ids.toSorted((a, b) => ((a * seed) % 101) - ((b * seed) % 101));
  const calls = [3, 7, 31, 57, 91].map((seed, n) => (n % 2 ? admin : evaluator).call.logs.evaluateMany({ changes: shuffled(seed).map((log_id) => ({ log_id, priority: ((n % 3) + 1) as 1 | 2 | 3, evaluation: ((seed % 3) + 1) as 1 | 2 | 3 })) }));
  const single = ids.slice(45, 55).map((log_id) => evaluator.call.logs.evaluate({ log_id, memo: 'メモ' }));
  for (const { updated } of await Promise.all(calls)) expect(updated).toHaveLength(100);
  await Promise.all(single);
  const history = await historyOf(ids[50]!);
  // Each change starts from where the one before ended, the first from nothing.
  expect(history.slice(0, -1).map(({ before }) => before)).toEqual(history.slice(1).map(({ after }) => after));
  expect(history.at(-1)!.before).toMatchObject({ evaluation: null, priority: null, memo: null });
  expect((await evaluator.call.logs.get({ log_id: ids[50]! })).memo).toBe('メモ');
});

test('of two who change the same five hundred at once, having seen the same, one changes all and the other none', async () => {
  const ids = await some(500);
  const seen = new Map((await evaluator.call.logs.rows({ session_id, limit: 500 })).map(({ id, updated_at }) => [id, updated_at]));
  const changes = (evaluation: 1 | 2) => ({ changes: ids.map((log_id) => ({ log_id, evaluation, seen_updated_at: seen.get(log_id) })) });
  const [one, two] = await Promise.all([evaluator.call.logs.evaluateMany(changes(1)), admin.call.logs.evaluateMany(changes(2))]);
  expect([one.updated.length, two.updated.length].toSorted((a, b) => a - b)).toEqual([0, 500]);
  expect([...one.skipped, ...two.skipped].every(({ reason }) => reason === 'changed')).toBe(true);
});
