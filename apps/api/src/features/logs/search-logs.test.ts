import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof evaluator;
let session_id: number;

/** By name; each is one log. */
const texts = {
  tax: { question: '消費税の軽減税率は８％ですか', answer: 'はい、飲食料品は8%です。' },
  percent: { question: '税率は１０％ですか', answer: 'はい。' },
  underscore: { question: '勘定_科目の列名', answer: 'kanjo_kamoku です。' },
  halfKana: { question: 'ﾘｰｽ取引とは', answer: 'ﾊﾟｿｺﾝなどを借りる取引です。' },
  capitals: { question: 'ＩＦＲＳとＫＰＩ', answer: 'Accounting Standards' },
  emoji: { question: '領収書🧾の保存', answer: '七年間👨‍👩‍👧です' },
  ligature: { question: '㈱と①と㌔', answer: '略号です' },
  correction: { question: '印紙税', answer: '不明です', correctAnswer: '課税文書に課される国税です。', evaluation: 3 as const },
  quote: { question: `"引用"と'一重'`, answer: 'バックスラッシュ \\ です' },
  apart: { question: '資産と産業', answer: '業資' },
  lines: { question: '一行目\n二行目', answer: '三行目' },
};
type Name = keyof typeof texts;
const idOf = {} as Record<Name, number>;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [evaluator, other] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator')]);
  ({ session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id }));
  const ids = await addLogs(app, session_id, Object.values(texts));
  Object.keys(texts).forEach((name, place) => (idOf[name as Name] = ids[place]!));
});
afterAll(async () => app[Symbol.asyncDispose]());

const found = async (search: string) => {
  const rows = await evaluator.call.logs.rows({ search });
  // All ways of asking agree.
  expect((await evaluator.call.logs.list({ search })).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect((await evaluator.call.logs.pages({ search })).total).toBe(rows.length);
  const names = Object.keys(idOf).filter((name) => rows.some(({ id }) => id === idOf[name as Name])).toSorted();
  expect(names).toHaveLength(rows.length);
  return names;
};

const cases: [search: string, names: Name[]][] = [
  ['消費税', ['tax']],
  ['税率', ['percent', 'tax']],
  ['税', ['correction', 'percent', 'tax']],
  ['10%', ['percent']],
  ['１０％', ['percent']],
  ['8%', ['tax']],
  ['%', ['percent', 'tax']],
  ['_', ['underscore']],
  ['o_k', ['underscore']],
  ['リース', ['halfKana']],
  ['ﾘｰｽ', ['halfKana']],
  ['パソコン', ['halfKana']],
  ['ifrs', ['capitals']],
  ['Ｋｐｉ', ['capitals']],
  ['STANDARDS', ['capitals']],
  ['🧾', ['emoji']],
  ['書🧾の', ['emoji']],
  ['👨‍👩‍👧', ['emoji']],
  ['(株)', ['ligature']],
  ['キロ', ['ligature']],
  ['国税', ['correction']],
  ['"引用"', ['quote']],
  ["'", ['quote']],
  ['\\', ['quote']],
  ['二行', ['lines']],
  ['一行目\n二', ['lines']],
  ['　印紙税 ', ['correction']],
  ['鱻', []],
  ['鱻龘', []],
  ['%%', []],
  ['消費税;--', []],
];
describe.each([
  ['among few logs, which are all looked through', 0],
  ['beyond the newest, by the index', 10_500],
])('%s', (_name, newer) => {
  beforeAll(async () => {
    await app.db.query(
      `INSERT INTO conversation_logs (session_id, question, answer, user_id, poc_id, model_id, model_name, model_version, finish_reason)
       SELECT id, '埋草' || n, '雑草', user_id, poc_id, model_id, 'm', 1, 'stop' FROM sessions, generate_series(1, $2::int) n WHERE id = $1`,
      [session_id, newer],
    );
  });

  test.each(cases)('%j is found in %j', async (search, names) => {
    expect(await found(search)).toEqual(names);
  });

  test('pairs that stand apart are no match', async () => {
    expect(await found('資産業')).toEqual([]);
    expect(await found('産業')).toEqual(['apart']);
  });

  test('blank is no search', async () => {
    expect((await evaluator.call.logs.pages({ search: ' 　' })).total).toBe(Object.keys(texts).length + newer);
  });

  test('with other filters', async () => {
    expect((await evaluator.call.logs.rows({ search: '税', evaluation: 3 })).map(({ id }) => id)).toEqual([idOf.correction]);
    expect((await evaluator.call.logs.rows({ search: '税', before: idOf.correction, limit: 1 })).map(({ id }) => id)).toEqual([idOf.percent]);
    expect((await evaluator.call.logs.pages({ search: '草' })).total).toBe(newer);
  });
});

test('the longest search that is allowed', async () => {
  const long = '長い質問です。'.repeat(28);
  const [id] = await addLogs(app, session_id, [{ question: `はじめに${long}` }]);
  expect((await evaluator.call.logs.rows({ search: long })).map((row) => row.id)).toEqual([id]);
  await expect(evaluator.call.logs.rows({ search: 'あ'.repeat(201) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('nobody else’s are found', async () => {
  for (const search of ['消費税', '税', '鱻']) expect([search, await other.call.logs.rows({ search }), (await other.call.logs.pages({ search })).total]).toEqual([search, [], 0]);
});

describe('what changes is found as it is now', () => {
  test('a correct answer that is given, changed and taken back, also by SQL', async () => {
    const [log_id] = await addLogs(app, session_id, [{ question: '法人税' }]);
    const isFound = async (search: string) => (await evaluator.call.logs.rows({ search })).some(({ id }) => id === log_id);
    await evaluator.call.logs.evaluate({ log_id: log_id!, evaluation: 3, correct_answer: '申告納税方式' });
    expect(await isFound('納税方式')).toBe(true);
    await evaluator.call.logs.evaluate({ log_id: log_id!, correct_answer: '賦課課税方式' });
    expect([await isFound('納税方式'), await isFound('賦課')]).toEqual([false, true]);
    await app.db.query('UPDATE conversation_logs SET correct_answer = NULL WHERE id = $1', [log_id]);
    expect(await isFound('賦課')).toBe(false);
  });

  test('a question at once, its answer when it has ended', async () => {
    const { session_id } = await evaluator.call.sessions.create({ poc_id: 1, model_id: 1 });
    const asked = await evaluator.call.chat.ask({ session_id, question: 'never-ends 繰延税金資産' });
    expect((await evaluator.call.logs.rows({ search: '繰延税金' })).map(({ id }) => id)).toEqual([asked.log_id]);
    await evaluator.call.chat.stop(asked);
    const { answer } = await evaluator.call.logs.get(asked);
    expect((await evaluator.call.logs.rows({ search: answer.slice(0, 10), session_id })).map(({ id }) => id)).toEqual([asked.log_id]);
  });
});
