import { createHash } from 'node:crypto';
import type { ConversationLog } from '@llamune/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let learner: typeof evaluator;
let admin: typeof evaluator;
let pocId: number;
let session: number;

beforeAll(async () => {
  app = await testApp();
  await addSamples(app);
  [evaluator, learner, admin] = [await app.signUp('evaluator'), await app.signUp('learner'), await app.signUp('admin')];
});
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(async () => {
  pocId = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
  session = (await evaluator.call.sessions.create({ poc_id: pocId, model_id: 1, system_prompt: 'あなたは会計の専門家です。' })).session_id;
});

/** Judged logs of the PoC of this test. */
const judged = (...logs: Partial<ConversationLog>[]) => addLogs(app, session, logs.map((log, at) => ({ systemPrompt: 'あなたは会計の専門家です。', question: `質問その${at}`, evaluation: 1 as const, evaluatedAt: new Date(2026, 0, 1 + at), ...log })));
const whole = { valid_percent: 0 } as const;
const take = (options: object = {}) => learner.call.snapshots.create({ poc_id: pocId, ...whole, ...options });
const statusOf = async (id: number) => (await admin.call.logs.get({ log_id: id })).status;

describe('what is taken', () => {
  test('良い trains on the answer, a correction on itself, and a wrong answer never becomes a target', async () => {
    const [good, corrected, cutOff, open] = await judged(
      { answer: '正しい。' },
      { evaluation: 3, answer: '誤り。', correctAnswer: '正しい回答。' },
      { evaluation: 2, answer: '途中で', finishReason: 'length', correctAnswer: '最後まで。' },
      { evaluation: 3, answer: '誤り。', correctAnswer: ' \n　' },
    );
    const snapshot = await take();
    expect(snapshot).toMatchObject({ poc_id: pocId, version: 1, state: 'claimed', counts: { examples: 3, train: 3, valid: 0, test: 0, corrections: 2, negatives: 0, blocked: { no_correction: 1 } } });
    expect(await learner.call.snapshots.examples({ snapshot_id: snapshot.id })).toMatchObject([
      { log_id: good, target: '正しい。', rejected: null, system_prompt: 'あなたは会計の専門家です。' },
      { log_id: corrected, target: '正しい回答。', rejected: '誤り。' },
      // Cut off, it was never said to the end: no example of how not to answer.
      { log_id: cutOff, target: '最後まで。', rejected: null },
    ]);
    expect(await take({ include_negatives: true })).toMatchObject({ version: 2, counts: { examples: 1, negatives: 1 } });
    expect(await statusOf(open!)).toBe(1);
  });

  test('the content hash is that of the examples as they can be read', async () => {
    await judged({ question: '絵文字😀と旧字体「髙﨑」', answer: '改行\nと "引用符\' です。' }, { evaluation: 3, correctAnswer: '正' });
    const { id, content_sha256 } = await take();
    const examples = await learner.call.snapshots.examples({ snapshot_id: id });
    expect(createHash('sha256').update(examples.map((example) => `${JSON.stringify(example)}\n`).join('')).digest('hex')).toBe(content_sha256);
  });

  test('filters by evaluation, priority, model, date and text, and leaves out what is named', async () => {
    const ids = await judged({ priority: 1, question: '売掛金とは' }, { evaluation: 2, correctAnswer: '正', question: '買掛金とは' }, { question: '資本金とは', timestamp: new Date('2020-01-01T00:00:00Z') });
    const countOf = async (options: object) => (await learner.call.snapshots.preflight({ poc_id: pocId, ...options })).counts.examples;
    expect(await countOf({})).toBe(3);
    expect(await countOf({ evaluation: 2 })).toBe(1);
    expect(await countOf({ priority: 1 })).toBe(1);
    expect(await countOf({ model_id: 2_000_000 })).toBe(0);
    expect(await countOf({ since: '2021-01-01T00:00:00Z' })).toBe(2);
    expect(await countOf({ until: '2021-01-01T00:00:00Z' })).toBe(1);
    expect(await countOf({ search: '掛金' })).toBe(2);
    expect(await countOf({ excluded_log_ids: [ids[0]!] })).toBe(2);
    expect(await countOf({ limit: 1 })).toBe(1);
  });

  test('nearly the same question comes into the same part, and the same part again next time', async () => {
    const subjects = Array.from({ length: 60 }, (_, at) => `第${at * 7919}号様式の記載事項${(at * 104_729).toString(36)}`);
    await judged(...subjects.flatMap((subject) => [{ question: `${subject}とは何ですか？`, answer: 'a' }, { question: `${subject}について教えてください`, answer: 'b' }]));
    const splits = async (id: number) => new Map((await learner.call.snapshots.examples({ snapshot_id: id })).map(({ question, split }) => [question, split]));
    const first = await take({ valid_percent: 30, test_percent: 20 });
    expect(Math.min(first.counts.train, first.counts.valid, first.counts.test)).toBeGreaterThan(0);
    const once = await splits(first.id);
    for (const subject of subjects) expect(once.get(`${subject}とは何ですか？`)).toBe(once.get(`${subject}について教えてください`));
    await learner.call.snapshots.release({ snapshot_id: first.id });
    const second = await take({ valid_percent: 30, test_percent: 20 });
    expect(await splits(second.id)).toEqual(once);
    expect(second.content_sha256).toBe(first.content_sha256);
  });
});

describe('what is left out, and why', () => {
  test('each reason is told with the log and what it is about', async () => {
    const [held, cut, long, personal, one, two, twice, older] = await judged(
      { question: '繰延資産とは何ですか？' },
      { answer: '途中で切れ', finishReason: 'length' },
      { answer: '長'.repeat(3000) },
      { answer: '電話は 03-1234-5678 です。' },
      { question: '消費税は？', evaluation: 3, correctAnswer: '10 %' },
      { question: '消費税 は', evaluation: 2, correctAnswer: '8 %' },
      { question: '簿記とは', answer: '同じ' },
      { question: '簿記とは？', answer: '同じ', evaluatedAt: new Date(2020, 0, 1) },
    );
    await admin.call.heldOut.hold({ log_id: held! });
    // Another log, in other words.
    const [reworded] = await judged({ question: '繰延資産について教えてください' });
    const { counts, problems } = await learner.call.snapshots.preflight({ poc_id: pocId, ...whole });
    expect(counts).toMatchObject({ examples: 1, blocked: { held_out: 2, cut_off: 1, too_long: 1, personal_data: 1, conflict: 2, duplicate: 1 } });
    const told = problems.map(({ kind, log_id, detail, other_log_id }) => [kind, log_id, detail, other_log_id]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['held_out', held, null, null],
        ['held_out', reworded, null, null],
        ['cut_off', cut, 'length', null],
        ['too_long', long, expect.stringMatching(/^\d+$/), null],
        ['personal_data', personal, '電話番号: 03-1234-5678', null],
        ['conflict', one, null, two],
        ['conflict', two, null, one],
        ['duplicate', older, null, twice],
      ]),
    );
    expect((await learner.call.snapshots.preflight({ poc_id: pocId, accepted_log_ids: [personal!] })).counts.blocked.personal_data).toBeUndefined();
    // Put right in its place, it can be taken.
    await admin.call.logs.evaluate({ log_id: two!, correct_answer: '10 %' });
    expect((await learner.call.snapshots.preflight({ poc_id: pocId })).counts.blocked.conflict).toBeUndefined();
  });

  test('a question that is let go can be taken again', async () => {
    const [log] = await judged({ question: '手形とは' });
    const { id } = await admin.call.heldOut.hold({ log_id: log! });
    expect(await admin.call.heldOut.hold({ log_id: log! })).toMatchObject({ id });
    expect(await learner.call.heldOut.list({ poc_id: pocId })).toMatchObject([{ id, question: '手形とは' }]);
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' });
    await admin.call.heldOut.release({ held_out_id: id });
    expect((await take()).counts.examples).toBe(1);
  });

  test('what keeps the question of a log is told by any log that asks it, once the reader may know that log', async () => {
    const [log, same, other] = await judged({ question: '手形とは' }, { question: '手形とは？' }, { question: '簿記とは' });
    const [unjudged] = await addLogs(app, session, [{ question: '手形とは' }]);
    const { id } = await admin.call.heldOut.hold({ log_id: log! });
    const heldBy = (reader: typeof admin, log_id: number) => reader.call.heldOut.list({ poc_id: pocId, log_id });
    expect(await heldBy(learner, same!)).toMatchObject([{ id, log_id: log }]);
    expect(await heldBy(learner, other!)).toEqual([]);
    expect([await heldBy(learner, unjudged!), await heldBy(admin, unjudged!)]).toMatchObject([[], [{ id }]]);
  });

  test('nothing to train is told with the reasons, and makes no snapshot', async () => {
    await judged({ evaluation: 3 });
    await expect(take()).rejects.toThrow('no_correction 1');
    expect(await learner.call.snapshots.list({ poc_id: pocId })).toEqual([]);
  });
});

describe('claims', () => {
  test('eight takers at once: every log is taken once', async () => {
    const ids = await judged(...Array.from({ length: 40 }, () => ({})));
    const takers = await Promise.all(Array.from({ length: 8 }, () => app.signUp('learner')));
    const taken = await Promise.allSettled(takers.map(({ call }) => call.snapshots.create({ poc_id: pocId, ...whole, limit: 5 })));
    const snapshots = taken.map((result) => (result.status === 'fulfilled' ? result.value.id : Promise.reject(result.reason as Error)));
    const logs = (await Promise.all(snapshots.map(async (id) => learner.call.snapshots.examples({ snapshot_id: await id })))).flat().map(({ log_id }) => log_id);
    expect(logs.toSorted((a, b) => a - b)).toEqual(ids);
    expect((await learner.call.snapshots.list({ poc_id: pocId })).map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await learner.call.snapshots.preflight({ poc_id: pocId })).toMatchObject({ counts: { examples: 0 }, claimed_elsewhere: 40 });
  });

  test('the same request key gives the same snapshot, also when asked twice at once', async () => {
    await judged({}, {});
    const [one, two] = await Promise.all([take({ request_key: 'run-1', limit: 1 }), take({ request_key: 'run-1', limit: 1 })]);
    expect(one.id).toBe(two.id);
    expect(await learner.call.snapshots.list({ request_key: 'run-1', poc_id: pocId })).toHaveLength(1);
    // Another learner's key of that name is another key.
    const other = await app.signUp('learner');
    expect((await other.call.snapshots.create({ poc_id: pocId, ...whole, request_key: 'run-1' })).id).not.toBe(one.id);
  });

  const expire = (id: number) => app.db.query("UPDATE snapshots SET claimed_until = clock_timestamp() - interval '1 second' WHERE id = $1", [id]);

  test('what was released or has run out can be taken by others; what was renewed cannot', async () => {
    await judged({});
    const first = await take();
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' });
    await expire(first.id);
    expect(await learner.call.snapshots.get({ snapshot_id: first.id })).toMatchObject({ state: 'expired' });
    expect((await learner.call.snapshots.list({ poc_id: pocId, state: 'expired' })).map(({ id }) => id)).toEqual([first.id]);
    expect(await learner.call.snapshots.renew({ snapshot_id: first.id, claim_hours: 1 })).toMatchObject({ state: 'claimed' });
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' });
    await expire(first.id);
    const second = await take();
    await expect(learner.call.snapshots.renew({ snapshot_id: first.id })).rejects.toThrow('another snapshot has taken 1');
    expect(await learner.call.snapshots.release({ snapshot_id: second.id })).toMatchObject({ state: 'released', claimed_until: null });
    expect(await learner.call.snapshots.release({ snapshot_id: second.id })).toMatchObject({ state: 'released' });
    await expect(learner.call.snapshots.acknowledge({ snapshot_id: second.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await take()).toMatchObject({ version: 3 });
  });

  test('acknowledging sets 訓練済み once, with who did it, but for what changed or went to others', async () => {
    const [kept, corrected, lost] = await judged({}, { evaluation: 3, correctAnswer: '正' }, { priority: 3 });
    const { id } = await take();
    await evaluator.call.logs.evaluate({ log_id: corrected!, correct_answer: 'もっと正しい' });
    await expire(id);
    const other = await take({ priority: 3 });
    const acknowledged = await learner.call.snapshots.acknowledge({ snapshot_id: id });
    expect(acknowledged).toEqual({ snapshot_id: id, trained: 1, changed: 1, taken_by_others: 1 });
    expect(await learner.call.snapshots.acknowledge({ snapshot_id: id })).toEqual(acknowledged);
    expect([await statusOf(kept!), await statusOf(corrected!), await statusOf(lost!)]).toEqual([2, 1, 1]);
    expect(await admin.call.logs.history({ log_id: kept! })).toMatchObject([{ changed_by: learner.user.username, before: { status: 1, evaluation: 1 }, after: { status: 2, evaluation: 1 } }]);
    expect(await learner.call.snapshots.get({ snapshot_id: id })).toMatchObject({ state: 'trained', acknowledged_by: learner.user.username });
    for (const call of [learner.call.snapshots.release, learner.call.snapshots.renew]) await expect(call({ snapshot_id: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    // Trained logs are not taken again, unless they are asked for.
    await learner.call.snapshots.acknowledge({ snapshot_id: other.id });
    expect((await take()).counts.examples).toBe(1);
    expect((await learner.call.snapshots.preflight({ poc_id: pocId, include_trained: true })).counts.examples).toBe(2);
  });

  test('the test part was not trained on, and stays 未処理', async () => {
    await judged(...Array.from({ length: 40 }, (_, at) => ({ question: `第${at * 7919}号様式の記載事項${(at * 104_729).toString(36)}` })));
    const { id, counts } = await take({ test_percent: 40 });
    expect(await learner.call.snapshots.acknowledge({ snapshot_id: id })).toMatchObject({ trained: counts.train });
    const tested = await learner.call.snapshots.examples({ snapshot_id: id, split: 'test' });
    expect(tested.length).toBe(counts.test);
    expect(await statusOf(tested[0]!.log_id)).toBe(1);
  });

  test('only who took it, or an admin, decides about it; an evaluator sees none', async () => {
    await judged({});
    const { id } = await take();
    const stranger = await app.signUp('learner');
    const forbidden = [
      () => stranger.call.snapshots.renew({ snapshot_id: id }),
      () => stranger.call.snapshots.release({ snapshot_id: id }),
      () => stranger.call.snapshots.acknowledge({ snapshot_id: id }),
      () => evaluator.call.snapshots.get({ snapshot_id: id }),
      () => evaluator.call.snapshots.list({}),
    ];
    for (const call of forbidden) await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await admin.call.snapshots.release({ snapshot_id: id })).toMatchObject({ state: 'released' });
    const absent = [() => learner.call.snapshots.get({ snapshot_id: 999_999 }), () => learner.call.snapshots.acknowledge({ snapshot_id: 999_999 }), () => learner.call.snapshots.create({ poc_id: 999_999 })];
    for (const call of absent) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('taking with progress', () => {
  test('tells how far it is, and ends with the snapshot', async () => {
    await judged(...Array.from({ length: 450 }, (_, at) => ({ question: `第${at * 7919}号様式の記載事項${(at * 104_729).toString(36)}` })));
    const events = [];
    for await (const event of await learner.call.snapshots.take({ poc_id: pocId, ...whole })) events.push(event);
    expect(events.at(-1)).toMatchObject({ type: 'done', snapshot: { counts: { examples: 450 } } });
    expect(events.map(({ type }) => type)).toContain('reading');
  });

  test('whoever goes away before the end takes nothing', async () => {
    await judged(...Array.from({ length: 450 }, (_, at) => ({ question: `第${at * 7919}号様式の記載事項${(at * 104_729).toString(36)}` })));
    for await (const event of await learner.call.snapshots.take({ poc_id: pocId, ...whole })) if (event.type === 'reading') break;
    expect(await learner.call.snapshots.list({ poc_id: pocId })).toEqual([]);
    // It waits for the lock of the one that was given up, and finds everything.
    expect((await take()).counts.examples).toBe(450);
    expect(await learner.call.snapshots.list({ poc_id: pocId })).toHaveLength(1);
  });
});

test('what a snapshot holds cannot be changed, not even in the database', async () => {
  const [log] = await judged({ answer: 'そのまま' });
  const { id } = await take();
  await expect(app.db.query('UPDATE snapshot_examples SET target = $1 WHERE snapshot_id = $2', ['別', id])).rejects.toThrow('never change');
  await expect(app.db.query('DELETE FROM snapshot_examples WHERE log_id = $1', [log])).rejects.toThrow('never change');
  // Nor by judging the log anew.
  await evaluator.call.logs.evaluate({ log_id: log!, evaluation: 3, correct_answer: '別' });
  expect(await learner.call.snapshots.examples({ snapshot_id: id })).toMatchObject([{ evaluation: 1, target: 'そのまま' }]);
});

test('a model version names the snapshot it was trained on, and what is not known is said', async () => {
  await judged({});
  const { id } = await take();
  const version = await learner.call.models.create({ model_name: 'sample', parent_id: 1, snapshot_id: id, metrics: { valid_loss: 0.5 } });
  expect(version).toMatchObject({ version: 2, snapshot_id: id, metrics: { valid_loss: 0.5 }, lineage: 'known' });
  expect(await learner.call.snapshots.get({ snapshot_id: id })).toMatchObject({ model_ids: [version.id] });
  expect(await learner.call.models.create({ model_name: 'sample', parent_id: 1 })).toMatchObject({ lineage: 'unknown' });
  expect((await learner.call.models.list({})).find((model) => model.id === 1)).toMatchObject({ lineage: 'base' });
  await expect(learner.call.models.create({ model_name: 'other', snapshot_id: id })).rejects.toThrow('parent_id');
  await expect(learner.call.models.create({ model_name: 'other', parent_id: 1, snapshot_id: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
