import type { ConversationLog } from '@llamune/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addComparison, addJudgement, addRun } from '../../testing/judged-runs.js';
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
  session = (await evaluator.call.sessions.create({ poc_id: pocId, model_id: 1 })).session_id;
});

const judged = (...logs: Partial<ConversationLog>[]) => addLogs(app, session, logs.map((log, at) => ({ question: `質問その${at}`, evaluation: 1 as const, evaluatedAt: new Date(2026, 0, 1 + at), ...log })));
const create = (...questions: (string | object)[]) =>
  admin.call.questionSets.create({ poc_id: pocId, name: '決算の質問', questions: questions.map((question) => (typeof question === 'string' ? { question } : question) as { question: string }) });
const asked = async (set_id: number, version?: number) => (await evaluator.call.questionSets.questions({ set_id, ...(version !== undefined && { version }) })).map(({ question }) => question);
const questionsOf = (set_id: number) => evaluator.call.questionSets.questions({ set_id });

describe('versions', () => {
  test('each change makes one, and the earlier ones stay as they were', async () => {
    const { id } = await create('一', { question: '二', expected_answer: '2', topic: '数' }, '三');
    const [one, two] = await questionsOf(id);
    const changed = await admin.call.questionSets.change({ set_id: id, seen_version: 1, remove: [one!.id], replace: [{ id: two!.id, question: '二', expected_answer: '弐' }], add: [{ question: '四' }] });
    expect(changed).toMatchObject({ version: 2, question_count: 3, topics: [] });
    expect(await asked(id)).toEqual(['三', '二', '四']);
    expect(await asked(id, 1)).toEqual(['一', '二', '三']);
    expect((await evaluator.call.questionSets.questions({ set_id: id, version: 1 }))[1]).toMatchObject({ expected_answer: '2', added_in: 1, removed_in: 2 });
    await admin.call.questionSets.change({ set_id: id, remove: (await questionsOf(id)).map(({ id }) => id) });
    expect(await evaluator.call.questionSets.versions({ set_id: id })).toMatchObject([
      { version: 3, question_count: 0, added: 0, removed: 3, created_by: admin.user.username },
      { version: 2, question_count: 3, added: 2, removed: 2 },
      { version: 1, question_count: 3, added: 3, removed: 0 },
    ]);
    await expect(asked(id, 4)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what changes nothing makes none: known questions, and replacements that say what is there', async () => {
    const { id } = await create('１０％とは？', '10%とは', '二');
    expect(await asked(id)).toEqual(['１０％とは？', '二']);
    const [one] = await questionsOf(id);
    expect(await admin.call.questionSets.change({ set_id: id, add: [{ question: ' 10 % とは' }], replace: [{ id: one!.id, question: '１０％とは？', expected_answer: ' \n' }] })).toMatchObject({ version: 1, question_count: 2 });
  });

  test('whoever looked at an older version is told; of two at once who looked at the same, one', async () => {
    const { id } = await create('一');
    const add = (question: string) => admin.call.questionSets.change({ set_id: id, seen_version: 1, add: [{ question }] });
    const results = await Promise.allSettled([add('二'), add('三'), add('四')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT', message: expect.stringContaining('version 2') } });
    expect(await evaluator.call.questionSets.get({ set_id: id })).toMatchObject({ version: 2, question_count: 2 });
  });

  test('eight who change it at once make eight versions, none without a change', async () => {
    const { id } = await create();
    await Promise.all(Array.from({ length: 8 }, (_, at) => admin.call.questionSets.change({ set_id: id, add: [{ question: `質問${at}` }, { question: '同じ質問' }] })));
    expect((await evaluator.call.questionSets.versions({ set_id: id })).map(({ added }) => added)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 0]);
    expect(await evaluator.call.questionSets.get({ set_id: id })).toMatchObject({ version: 9, question_count: 9 });
  });

  test('a set holds 20,000 questions, and not one more', async () => {
    const { id } = await create('一');
    await app.db.query("INSERT INTO set_questions (set_id, added_in, question, question_key) SELECT $1, 1, 'q' || n, md5(n::text) || md5(n::text) FROM generate_series(1, 19999) AS n", [id]);
    await expect(admin.call.questionSets.change({ set_id: id, add: [{ question: '二' }] })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('20001') });
    const [one] = await questionsOf(id);
    expect(await admin.call.questionSets.change({ set_id: id, remove: [one!.id], add: [{ question: '二' }] })).toMatchObject({ version: 2, question_count: 20_000 });
  });
});

describe('paraphrases and near misses', () => {
  const pasted = [{ question: '減価償却とは' }, { question: '減価償却の意味は', kind: 'paraphrase' }, { question: '減損とは何か', kind: 'near_miss' }, { question: '手形とは' }] as const;

  test('belong to the question that is named, or to the one before them', async () => {
    const { id, kinds } = await create(...pasted);
    expect(kinds).toEqual({ question: 2, paraphrase: 1, near_miss: 1 });
    const [question, paraphrase, nearMiss, other] = await questionsOf(id);
    expect([paraphrase!.sibling_of_id, nearMiss!.sibling_of_id, other!.sibling_of_id]).toEqual([question!.id, question!.id, null]);
    // The question is known already, and what follows it belongs to the one in the set.
    await admin.call.questionSets.change({ set_id: id, add: [{ question: '手形とは？' }, { question: '約束手形とは', kind: 'near_miss' }, { question: '償却とは', kind: 'paraphrase', sibling_of_id: question!.id }] });
    expect((await questionsOf(id)).slice(4).map(({ sibling_of_id }) => sibling_of_id)).toEqual([other!.id, question!.id]);
  });

  test('follow their question when it is written anew', async () => {
    const { id } = await create(...pasted);
    const [question, paraphrase, nearMiss] = await questionsOf(id);
    await admin.call.questionSets.change({
      set_id: id,
      remove: [nearMiss!.id],
      replace: [{ id: question!.id, question: '減価償却とは何ですか' }],
      add: [{ question: '償却とは', kind: 'paraphrase', sibling_of_id: question!.id }],
    });
    const now = await questionsOf(id);
    const anew = now.find((row) => row.question === '減価償却とは何ですか')!;
    expect(anew.id).not.toBe(question!.id);
    expect(now.filter(({ kind }) => kind === 'paraphrase').map((row) => [row.question, row.sibling_of_id])).toEqual([['償却とは', anew.id], ['減価償却の意味は', anew.id]]);
    expect((await evaluator.call.questionSets.questions({ set_id: id, version: 1 })).find((row) => row.id === paraphrase!.id)).toMatchObject({ sibling_of_id: question!.id, removed_in: 2 });
  });

  test('stay when their question is removed, and can still be written anew', async () => {
    const { id } = await create(...pasted);
    const [question, paraphrase] = await questionsOf(id);
    await admin.call.questionSets.change({ set_id: id, remove: [question!.id] });
    await admin.call.questionSets.change({ set_id: id, replace: [{ id: paraphrase!.id, question: '減価償却って何', kind: 'paraphrase', sibling_of_id: question!.id }] });
    expect((await questionsOf(id)).at(-1)).toMatchObject({ question: '減価償却って何', sibling_of_id: question!.id });
  });

  test('are refused without a question of this set', async () => {
    const { id } = await create(...pasted);
    const [question, paraphrase] = await questionsOf(id);
    const [foreign] = await questionsOf((await create('別のセット')).id);
    const change = (input: object) => admin.call.questionSets.change({ set_id: id, ...input });
    const refused: [object, string, string][] = [
      [{ add: [{ question: '新', kind: 'paraphrase' }] }, 'BAD_REQUEST', 'needs the question'],
      [{ add: [{ question: '新', sibling_of_id: question!.id }] }, 'BAD_REQUEST', 'only a paraphrase'],
      [{ add: [{ question: '新', kind: 'near_miss', sibling_of_id: foreign!.id }] }, 'CONFLICT', 'not in the newest version'],
      [{ add: [{ question: '新', kind: 'near_miss', sibling_of_id: paraphrase!.id }] }, 'BAD_REQUEST', 'itself a paraphrase'],
      [{ remove: [question!.id], add: [{ question: '新', kind: 'near_miss', sibling_of_id: question!.id }] }, 'CONFLICT', 'not in the newest version'],
      [{ replace: [{ id: question!.id, question: '減価償却とは', kind: 'paraphrase', sibling_of_id: question!.id }] }, 'CONFLICT', 'must stay a question'],
      [{ replace: [{ id: question!.id, question: '手形とは？' }] }, 'CONFLICT', 'asks the same already'],
      [{ remove: [foreign!.id] }, 'CONFLICT', 'not in the newest version'],
      [{ remove: [question!.id], replace: [{ id: question!.id, question: '新' }] }, 'BAD_REQUEST', 'named twice'],
    ];
    for (const [input, code, message] of refused) await expect(change(input)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(await evaluator.call.questionSets.get({ set_id: id })).toMatchObject({ version: 1, question_count: 4 });
  });
});

describe('from logs', () => {
  test('good ones with their answer, corrected ones with their correction; nothing that is cut off, open or asked within a conversation', async () => {
    const [good, corrected] = await judged(
      { answer: '正しい。' },
      { evaluation: 3, answer: '誤り。', correctAnswer: '正しい回答。', priority: 1 },
      { answer: '途中で', finishReason: 'length' },
      { evaluation: 2, correctAnswer: ' \n　' },
      { evaluation: null },
      { turns: [{ log_id: 1, question: '前', answer: '前' }] },
      { question: '質問 その0？', answer: '同じ質問' },
    );
    const { id } = await create();
    const add = (options: object) => admin.call.questionSets.addFromLogs({ set_id: id, ...options });
    expect(await add({ take: 'corrected', topic: ' 決算 ' })).toMatchObject({ added: 1, known: 0, set: { version: 2, question_count: 1, topics: ['決算'] } });
    expect(await add({})).toMatchObject({ added: 1, known: 2, set: { version: 3, question_count: 2 } });
    expect(await add({})).toMatchObject({ added: 0, known: 3, set: { version: 3 } });
    expect(await questionsOf(id)).toMatchObject([
      { log_id: corrected, question: '質問その1', expected_answer: '正しい回答。', topic: '決算', kind: 'question' },
      { log_id: good, question: '質問その0', expected_answer: '正しい。', topic: null },
    ]);
  });

  test('those that fit, oldest first, as many as asked for, over many parts', async () => {
    const ids = await judged(...Array.from({ length: 2300 }, (_, at) => ({ question: `第${at}号`, priority: at % 2 ? (1 as const) : null })));
    const { id } = await create('第1号');
    const add = (options: object) => admin.call.questionSets.addFromLogs({ set_id: id, take: 'good', ...options });
    expect(await add({ priority: 1, limit: 1100 })).toMatchObject({ added: 1100, known: 1 });
    expect(await add({ priority: 1, limit: 10_000 })).toMatchObject({ added: 49, known: 1101, set: { version: 3, question_count: 1150 } });
    expect((await evaluator.call.questionSets.questions({ set_id: id, after: (await questionsOf(id))[0]!.id, limit: 1 }))[0]).toMatchObject({ log_id: ids[3], question: '第3号' });
    expect(await add({ model_id: 2_000_000 })).toMatchObject({ added: 0 });
    expect(await add({ until: '2020-01-01T00:00:00Z' })).toMatchObject({ added: 0 });
    expect(await add({ search: '第２２９８' })).toMatchObject({ added: 1 });
  });

  test('a question that is written otherwise is no longer what the log was asked; one with another answer is', async () => {
    const [log] = await judged({ answer: '正しい。' });
    const { id } = await create();
    await admin.call.questionSets.addFromLogs({ set_id: id });
    const replace = async (question: string) => admin.call.questionSets.change({ set_id: id, replace: [{ id: (await questionsOf(id))[0]!.id, question, expected_answer: 'もっと正しい。' }] });
    await replace('質問その0？');
    expect(await questionsOf(id)).toMatchObject([{ log_id: log, expected_answer: 'もっと正しい。' }]);
    await replace('別の質問');
    expect(await questionsOf(id)).toMatchObject([{ log_id: null }]);
  });

  test('a question that is put back after it was removed is again what the log was asked', async () => {
    const [log] = await judged({ answer: '正しい。' });
    const { id } = await create();
    await admin.call.questionSets.addFromLogs({ set_id: id });
    const [row] = await questionsOf(id);
    await admin.call.questionSets.change({ set_id: id, remove: [row!.id] });
    await admin.call.questionSets.change({ set_id: id, add: [{ question: row!.question, expected_answer: row!.expected_answer }] });
    expect(await questionsOf(id)).toMatchObject([{ log_id: log, expected_answer: '正しい。' }]);
  });
});

describe('held out', () => {
  test('no snapshot takes what a set holds out, nor what nearly says the same; what is let go can be taken', async () => {
    await judged({ question: '繰延資産とは何ですか？' }, { question: '繰延資産について教えてください' }, { question: '手形とは' });
    const set = await create('繰延資産とは何ですか？', '減損とは');
    const { id } = set;
    const [first] = await questionsOf(id);
    expect(await admin.call.questionSets.holdOut({ set_id: id, question_ids: [first!.id], held_out: true })).toMatchObject({ changed: 1, refused: [], set: { held_out_count: 1, version: 1 } });
    expect((await learner.call.snapshots.preflight({ poc_id: pocId, valid_percent: 0 })).counts).toMatchObject({ examples: 1, blocked: { held_out: 2 } });
    expect((await learner.call.snapshots.create({ poc_id: pocId, valid_percent: 0 })).counts).toMatchObject({ examples: 1, blocked: { held_out: 2 } });
    expect(await admin.call.questionSets.holdOut({ set_id: id, held_out: true })).toMatchObject({ changed: 1, set: { held_out_count: 2 } });
    expect(await questionsOf(id)).toMatchObject([{ held_out: true }, { held_out: true }]);
    expect(await learner.call.heldOut.list({ poc_id: pocId })).toHaveLength(2);
    expect(await admin.call.questionSets.holdOut({ set_id: id, held_out: false })).toMatchObject({ changed: 2, set: { held_out_count: 0 } });
    expect((await learner.call.snapshots.preflight({ poc_id: pocId, valid_percent: 0 })).counts).toMatchObject({ examples: 2 });
    await expect(admin.call.questionSets.holdOut({ set_id: id, question_ids: [999_999], held_out: true })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('only what two judges agree on, or a lead has decided', async () => {
    const [log] = await judged({ question: '一とは' });
    const { id } = await create('一とは', '二とは', '三とは', '四とは');
    const [one, two, three, four] = (await questionsOf(id)).map((row) => row.id) as [number, number, number, number];
    // The answers to the fourth came to the judgement of equal ones: there is nothing to disagree on.
    const answers = { [one]: [null], [two]: [null], [three]: [null], [four]: [1 as const] };
    const run = () => addRun(app, { setId: id, modelId: 1, byId: admin.user.id, judged: answers });
    const { pairs } = await addComparison(app, { baselineId: await run(), candidateId: await run(), byId: admin.user.id, wantsSecond: true });
    const judge = (question: number, role: 'first' | 'second' | 'lead', ...evaluations: [1 | 2 | 3, 1 | 2 | 3]) => addJudgement(app, pairs.get(question)!, role, evaluations, admin.user.id);
    const holdOut = async () => (await admin.call.questionSets.holdOut({ set_id: id, held_out: true })).refused;
    await judge(two, 'first', 3, 1);
    expect(await holdOut()).toEqual([one, two, three]);
    await judge(two, 'second', 3, 2);
    for (const role of ['first', 'second'] as const) await judge(three, role, 3, 1);
    expect(await holdOut()).toEqual([one, two]);
    await expect(admin.call.heldOut.hold({ log_id: log! })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('a lead decide') });
    // The second judge has come to another view: what was said last counts.
    await judge(two, 'second', 3, 1);
    for (const role of ['first', 'second'] as const) await judge(one, role, role === 'first' ? 1 : 2, 1);
    expect(await holdOut()).toEqual([one]);
    await judge(one, 'lead', 2, 1);
    expect(await holdOut()).toEqual([]);
    expect(await admin.call.heldOut.hold({ log_id: log! })).toMatchObject({ question: '一とは' });
  });
});

test('sets are listed by PoC, newest first, and can be put away', async () => {
  const [one, two] = [await create('一'), await create()];
  const list = (input: object = {}) => evaluator.call.questionSets.list({ poc_id: pocId, ...input });
  expect((await list()).map(({ id }) => id)).toEqual([two.id, one.id]);
  expect((await list({ before: two.id })).map(({ id }) => id)).toEqual([one.id]);
  expect(await admin.call.questionSets.update({ set_id: one.id, archived: true, description: '古い' })).toMatchObject({ name: '決算の質問', description: '古い', archived_at: expect.any(String), version: 1 });
  expect([(await list()).length, (await list({ archived: true })).map(({ id }) => id)]).toEqual([1, [one.id]]);
  expect(await admin.call.questionSets.update({ set_id: one.id, archived: false, description: null, name: '新しい名前' })).toMatchObject({ name: '新しい名前', description: null, archived_at: null });
});

test('only an admin changes them; what is absent is', async () => {
  const { id } = await create('一');
  for (const { call } of [evaluator, learner]) {
    await expect(call.questionSets.change({ set_id: id, add: [{ question: '二' }] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(call.questionSets.parse({ text: '一' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const set_id = 999_999;
  const { questionSets } = admin.call;
  const absent = [
    () => questionSets.get({ set_id }),
    () => questionSets.versions({ set_id }),
    () => questionSets.questions({ set_id }),
    () => questionSets.update({ set_id, name: 'x' }),
    () => questionSets.change({ set_id }),
    () => questionSets.addFromLogs({ set_id }),
    () => questionSets.holdOut({ set_id, held_out: true }),
    () => questionSets.create({ poc_id: 999_999, name: 'x' }),
  ];
  for (const call of absent) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('by REST: what was pasted becomes a set', async () => {
  const pasted = await admin.request('POST', '/question-sets/parse', { text: '質問\t種類\n減価償却とは\t\n減価償却の意味\t言い換え' });
  expect(pasted.json()).toMatchObject({ questions: [{ line: 2, kind: 'question' }, { line: 3, kind: 'paraphrase' }], problems: [] });
  const made = await admin.request('POST', '/question-sets', { poc_id: pocId, name: '貼り付け', questions: pasted.json<{ questions: object[] }>().questions });
  expect([made.statusCode, made.json()]).toMatchObject([201, { question_count: 2, kinds: { paraphrase: 1 } }]);
  const { id } = made.json<{ id: number }>();
  expect((await evaluator.request('GET', `/question-sets/${id}/questions?limit=1`)).json()).toHaveLength(1);
  expect((await admin.request('POST', `/question-sets/${id}/changes`, { seen_version: 7 })).statusCode).toBe(409);
});
