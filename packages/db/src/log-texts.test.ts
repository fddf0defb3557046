import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConversationLog, LogText } from './entities/index.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { aLog, aSession, createTestDatabase, type TestDatabase } from './testing/index.js';

let database: TestDatabase;
let sessionId: number;
const set = (id: number, values: Partial<ConversationLog>) => database.dataSource.getRepository(ConversationLog).update(id, values as object);
const textsOf = async (logId: number) => (await database.dataSource.getRepository(LogText).find({ where: { logId }, order: { isCorrection: 'ASC' } })).map(({ folded }) => folded);
/** Where the rows lie: another place when they were written again. */
const placesOf = async (logId: number) => (await database.dataSource.query<{ ctid: string }[]>('SELECT ctid::text FROM log_texts WHERE log_id = $1 ORDER BY is_correction', [logId])).map(({ ctid }) => ctid);

beforeAll(async () => {
  database = await createTestDatabase();
  sessionId = (await aSession(database.dataSource)).id;
});
afterAll(async () => database[Symbol.asyncDispose]());

describe('what a search looks through', () => {
  let id: number;
  beforeEach(async () => {
    ({ id } = await aLog(database.dataSource, { sessionId, question: 'ＩＦＲＳとは', answer: '', finishReason: null }));
  });

  test('is the question at once, and the answer when it has ended', async () => {
    expect(await textsOf(id)).toEqual(['ifrsとは']);
    const places = await placesOf(id);
    await set(id, { answer: '国際' });
    expect(await placesOf(id)).toEqual(places);
    await set(id, { answer: '国際会計基準です', finishReason: 'stopped' });
    expect(await textsOf(id)).toEqual(['ifrsとは\n国際会計基準です']);
  });

  test('has the correct answer as it is now', async () => {
    await set(id, { answer: '不明', finishReason: 'stop' });
    await set(id, { correctAnswer: 'ﾘｰｽ' });
    expect(await textsOf(id)).toEqual(['ifrsとは\n不明', 'リース']);
    await set(id, { correctAnswer: '借受' });
    expect(await textsOf(id)).toEqual(['ifrsとは\n不明', '借受']);
    await set(id, { correctAnswer: null });
    expect(await textsOf(id)).toEqual(['ifrsとは\n不明']);
  });

  test('is not written again by a judgement, nor by a text that stays the same; a correction leaves the answer alone', async () => {
    await set(id, { answer: '不明', finishReason: 'stop', correctAnswer: '正解' });
    const places = await placesOf(id);
    await set(id, { evaluation: 3, priority: 1, reason: '誤り', memo: 'メモ', status: 2, updatedAt: new Date() });
    await set(id, { correctAnswer: '正解', answer: '不明' });
    expect(await placesOf(id)).toEqual(places);
    await set(id, { correctAnswer: '別の正解' });
    const [answer, correction] = await placesOf(id);
    expect([answer === places[0], correction === places[1]]).toEqual([true, false]);
  });

  test('is there for a log that comes with everything', async () => {
    const log = await aLog(database.dataSource, { sessionId, question: '問', answer: '答', correctAnswer: '正', finishReason: 'stop' });
    expect(await textsOf(log.id)).toEqual(['問\n答', '正']);
  });

  test('goes with its log', async () => {
    await set(id, { correctAnswer: '正解' });
    await database.dataSource.query('DELETE FROM conversation_logs WHERE id = $1', [id]);
    expect(await textsOf(id)).toEqual([]);
  });
});

test.each([
  ['税', [0x7a0e]],
  ['税率', [0x7a0e * 2 ** 21 + 0x7387]],
  ['🧾', [0x1f9fe]],
  ['a🧾b', [0x61 * 2 ** 21 + 0x1f9fe, 0x1f9fe * 2 ** 21 + 0x62]],
  ['', []],
])('a text that contains %j must have its pairs, or its only letter', async (search, keys) => {
  const [row]: { keys: string[] }[] = await database.dataSource.query('SELECT search_keys(search_fold($1)) AS keys', [search]);
  expect(row!.keys.map(Number)).toEqual(keys);
});

// In time that grows with its length alone: with its square it would take longer than a test may.
test('the grams of the longest answer', async () => {
  const [row]: { grams: number }[] = await database.dataSource.query(`SELECT cardinality(search_grams(repeat('消費税の軽減税率', 12500))) AS grams`);
  expect(row).toEqual({ grams: 199_999 });
});

describe('logs that are there already', () => {
  /** A database as it was before there was a search, with three logs. */
  const oldDatabase = async () => {
    const old = await createTestDatabase({ empty: true });
    const before = await new DataSource({ ...old.dataSource.options, migrations: migrations.filter(({ name }) => !name.startsWith('Workplace')) }).initialize();
    await migrate(before, { log: () => undefined });
    await before.destroy();
    await old.dataSource.query(`
      INSERT INTO users (username) VALUES ('u'); INSERT INTO poc (name) VALUES ('p'); INSERT INTO models (model_name) VALUES ('m');
      INSERT INTO sessions (user_id, poc_id, model_id) VALUES (1, 1, 1);
      INSERT INTO conversation_logs (session_id, question, answer, correct_answer, user_id, poc_id, model_id, model_name, model_version, finish_reason)
        VALUES (1, '１問目', '回答', '正解', 1, 1, 1, 'm', 1, 'stop'), (1, '２問目', '途中', NULL, 1, 1, 1, 'm', 1, NULL), (1, '３問目', '消える', '消える', 1, 1, 1, 'm', 1, 'stop')`);
    return old;
  };
  const textsIn = ({ dataSource }: TestDatabase) => dataSource.getRepository(LogText).find({ order: { logId: 'ASC', isCorrection: 'ASC' } });

  test('come in with the migration', async () => {
    await using old = await oldDatabase();
    await migrate(old.dataSource, { log: () => undefined });
    expect(await textsIn(old)).toMatchObject([
      { logId: 1, folded: '1問目\n回答' },
      { logId: 1, folded: '正解', isCorrection: true },
      { logId: 2, folded: '2問目' },
      { logId: 3, folded: '3問目\n消える' },
      { logId: 3, folded: '消える', isCorrection: true },
    ]);
  });

  test('may be changed by another server while the migration reads them, and come in as they are then', async () => {
    await using old = await oldDatabase();
    const other = old.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(`UPDATE conversation_logs SET correct_answer = NULL, answer = '別の回答' WHERE id = 1`);
    const migrated = migrate(old.dataSource, { log: () => undefined });
    const isWaiting = async () => (await old.dataSource.query<object[]>(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'conversation_logs'::regclass`)).length > 0;
    await expect.poll(isWaiting, { timeout: 60_000 }).toBe(true);
    await other.query(`UPDATE conversation_logs SET answer = '全部', finish_reason = 'stop' WHERE id = 2`);
    await other.query('DELETE FROM conversation_logs WHERE id = 3');
    await other.query(`
      INSERT INTO conversation_logs (session_id, question, answer, correct_answer, user_id, poc_id, model_id, model_name, model_version, finish_reason)
        VALUES (1, '４問目', '回答', '正解', 1, 1, 1, 'm', 1, 'stop')`);
    await other.commitTransaction();
    await other.release();
    await migrated;
    expect(await textsIn(old)).toMatchObject([
      { logId: 1, folded: '1問目\n別の回答' },
      { logId: 2, folded: '2問目\n全部' },
      { logId: 4, folded: '4問目\n回答' },
      { logId: 4, folded: '正解', isCorrection: true },
    ]);
  });
});
