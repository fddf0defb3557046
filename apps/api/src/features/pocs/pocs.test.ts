import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let admin: typeof evaluator;
let model_id: number;

beforeAll(async () => {
  app = await testApp();
  model_id = (await addSamples(app)).model.id;
  [evaluator, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('admin')]);
});
afterAll(async () => app[Symbol.asyncDispose]());

const ask = async (poc_id: number, system_prompt?: string) => {
  const { session_id } = await evaluator.call.sessions.create({ poc_id, model_id, system_prompt });
  return evaluator.call.chat.send({ session_id, question: '質問' });
};

test('example questions are kept as given, and stay where they are not named', async () => {
  const made = await admin.call.pocs.create({ name: '例', domain: '会計', example_questions: ['売掛金とは何ですか？', '仕訳は？'] });
  expect(made.example_questions).toEqual(['売掛金とは何ですか？', '仕訳は？']);
  expect(await admin.call.pocs.update({ poc_id: made.id, name: '例2', example_questions: null })).toEqual({ ...made, name: '例2' });
  expect(await admin.call.pocs.update({ poc_id: made.id, example_questions: [] })).toMatchObject({ name: '例2', example_questions: [] });
  expect(await admin.call.pocs.create({ name: '例なし', domain: '会計' })).toMatchObject({ example_questions: [], default_system_prompt: null });
  await expect(evaluator.call.pocs.update({ poc_id: made.id, example_questions: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(admin.call.pocs.update({ poc_id: 999_999, example_questions: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('each change of the system prompt is a version that knows its author; other changes make none', async () => {
  const { id: poc_id } = await admin.call.pocs.create({ name: '版', domain: '会計', default_system_prompt: '一' });
  await admin.call.pocs.update({ poc_id, name: '版の名前だけ' });
  await admin.call.pocs.update({ poc_id, default_system_prompt: '一' });
  await admin.call.pocs.update({ poc_id, default_system_prompt: '二' });
  await app.db.query(`UPDATE poc SET default_system_prompt = '三' WHERE id = $1`, [poc_id]);
  await admin.call.pocs.update({ poc_id, default_system_prompt: '一' });
  expect(await evaluator.call.pocs.prompts({ poc_id })).toMatchObject([
    { version: 4, text: '一', created_by: admin.user.username },
    { version: 3, text: '三', created_by: null },
    { version: 2, text: '二', created_by: admin.user.username },
    { version: 1, text: '一', created_by: admin.user.username },
  ]);
});

test('the author of one change is not the author of the next one on the same connection', async () => {
  const { id: poc_id } = await admin.call.pocs.create({ name: '作者', domain: '会計', default_system_prompt: '一' });
  for (let n = 0; n < 10; n++) await app.db.query('UPDATE poc SET default_system_prompt = $2 WHERE id = $1', [poc_id, `psql ${n}`]);
  expect((await evaluator.call.pocs.prompts({ poc_id })).map(({ created_by }) => created_by)).toEqual([...Array<null>(10).fill(null), admin.user.username]);
});

test('changes at the same time are versions one after the other', async () => {
  const { id: poc_id } = await admin.call.pocs.create({ name: '同時', domain: '会計' });
  await Promise.all(['一', '二', '三', '四'].map((default_system_prompt) => admin.call.pocs.update({ poc_id, default_system_prompt })));
  const versions = await evaluator.call.pocs.prompts({ poc_id });
  expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  expect(versions.map(({ text }) => text).toSorted()).toEqual(['一', '三', '二', '四'].toSorted());
});

test('a version knows how many logs were asked with exactly its text, of its PoC only', async () => {
  const long = '会計の専門家として答えてください。'.repeat(1000);
  const { id: poc_id } = await admin.call.pocs.create({ name: '数', domain: '会計', default_system_prompt: 'あ' });
  const { id: other } = await admin.call.pocs.create({ name: '別', domain: '会計', default_system_prompt: 'あ' });
  await admin.call.pocs.update({ poc_id, default_system_prompt: long });
  await admin.call.pocs.update({ poc_id, default_system_prompt: '' });
  await ask(other);
  for (const prompt of ['あ', 'あ', 'あ ', long, `${long}。`, '']) await ask(poc_id, prompt);
  expect((await evaluator.call.pocs.prompts({ poc_id })).map(({ version, log_count }) => [version, log_count])).toEqual([[3, 1], [2, 1], [1, 2]]);
});

test('versions come in pages; of a PoC that is not there none', async () => {
  const { id: poc_id } = await admin.call.pocs.create({ name: '頁', domain: '会計', default_system_prompt: '1' });
  for (const default_system_prompt of ['2', '3']) await admin.call.pocs.update({ poc_id, default_system_prompt });
  const first = await evaluator.request('GET', `/pocs/${poc_id}/prompts?limit=2`);
  expect(first.json()).toMatchObject([{ version: 3 }, { version: 2 }]);
  const next = /<(.+)>; rel="next"/.exec(String(first.headers.link))?.[1];
  expect((await evaluator.request('GET', next!)).json()).toMatchObject([{ version: 1 }]);
  await expect(evaluator.call.pocs.prompts({ poc_id: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
