import { aLog, aModel, aPoc, aSession } from '@llamune/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof owner;
let admin: typeof owner;

beforeAll(async () => {
  app = await testApp();
  [owner, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
});
afterAll(async () => app[Symbol.asyncDispose]());

const session = (values: Parameters<typeof aSession>[1] = {}) => aSession(app.db, { userId: owner.user.id, ...values });
const sessionAsking = async (question: string, values: Parameters<typeof aLog>[1] = {}) => {
  const { id } = await session();
  await aLog(app.db, { sessionId: id, question, answer: '無関係', ...values });
  return id;
};
const found = async (search: string, user = owner, input: object = {}) => (await user.call.sessions.list({ search, ...input })).map(({ id }) => id);

test('a session tells what was asked first, when last, and what is left to judge', async () => {
  const { id: session_id } = await session();
  expect(await owner.call.sessions.get({ session_id })).toMatchObject({ log_count: 0, unevaluated_count: 0, first_question: null, last_asked_at: null });
  const last = new Date('2030-01-02T03:04:05.678Z');
  await aLog(app.db, { sessionId: session_id, question: 'あ'.repeat(300), timestamp: new Date('2030-01-01T00:00:00Z'), evaluation: 1 });
  await aLog(app.db, { sessionId: session_id, question: '次の質問', timestamp: last });
  await aLog(app.db, { sessionId: session_id, answer: '', finishReason: 'failed', timestamp: new Date('2030-01-01T12:00:00Z') });
  expect(await owner.call.sessions.get({ session_id })).toMatchObject({ log_count: 3, unevaluated_count: 1, first_question: 'あ'.repeat(200), last_asked_at: last.toISOString() });
  expect((await owner.call.sessions.list({})).find(({ id }) => id === session_id)).toMatchObject({ log_count: 3, first_question: 'あ'.repeat(200) });
});

test('a session is found by any of its questions, not by its answers', async () => {
  const { id } = await session();
  for (const question of ['最初の質問', '貸倒引当金とは', '最後の質問']) await aLog(app.db, { sessionId: id, question, answer: '繰延税金資産' });
  expect(await found('引当金')).toEqual([id]);
  expect(await found('繰延税金資産')).toEqual([]);
  expect(await found('  引当金　')).toEqual([id]);
});

test('full and half width, capitals and small letters are the same; % and _ are letters', async () => {
  const id = await sessionAsking('ＲＯＥは１００％ですか_');
  for (const search of ['roe', 'ＲｏＥ', '100%', '１００％', 'か_', '%']) expect(await found(search)).toEqual([id]);
  expect(await found('_は')).toEqual([]);
});

test('a question is found before its answer has ended, and a single letter is enough', async () => {
  const id = await sessionAsking('鬱金の仕訳', { finishReason: null, answer: '' });
  expect(await found('鬱金の')).toEqual([id]);
  expect(await found('鬱')).toEqual([id]);
});

test('what has the pairs of the search but not the search is not found', async () => {
  await sessionAsking('源泉徴収と徴収義務');
  expect(await found('源泉徴収義務')).toEqual([]);
});

test('a common word is found in the newest sessions first, page by page', async () => {
  const { id: old } = await session();
  // More than an index is asked for.
  await app.db.query(
    `INSERT INTO conversation_logs (session_id, question, answer, user_id, poc_id, model_id, model_name, model_version, finish_reason)
     SELECT id, '棚卸資産 ' || n, 'a', user_id, poc_id, model_id, 'm', 1, 'stop' FROM sessions, generate_series(1, 10100) n WHERE id = $1`,
    [old],
  );
  const [newer, newest] = [await sessionAsking('棚卸資産'), await sessionAsking('棚卸資産', { finishReason: null })];
  await sessionAsking('別の質問');
  expect(await found('棚卸資産')).toEqual([newest, newer, old]);
  expect(await found('棚卸資産', owner, { limit: 2 })).toEqual([newest, newer]);
  expect(await found('棚卸資産', owner, { before: newer })).toEqual([old]);
  expect(await found('棚卸資産 10099')).toEqual([old]);
});

test('a session is found by its PoC and its model', async () => {
  const poc = await aPoc(app.db, { name: '連結決算ＰｏＣ' });
  const model = await aModel(app.db, { modelName: 'mlx-community/Qwen-Search' });
  const [byPoc, byModel] = [(await session({ pocId: poc.id })).id, (await session({ modelId: model.id })).id];
  expect(await found('連結決算poc')).toEqual([byPoc]);
  expect(await found('qwen-search')).toEqual([byModel]);
  expect(await found('qwen-search', owner, { poc_id: poc.id })).toEqual([]);
});

test('a search shows nothing of another’s', async () => {
  const id = await sessionAsking('秘密の勘定');
  expect(await found('秘密の勘定', other)).toEqual([]);
  expect(await found('秘', other)).toEqual([]);
  expect(await found('秘密の勘定', admin)).toEqual([id]);
  expect(await found('秘密の勘定', admin, { mine: true })).toEqual([]);
});
