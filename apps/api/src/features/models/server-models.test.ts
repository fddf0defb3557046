import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

const url = 'http://127.0.0.1:8080/v1';
let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;
let learner: typeof admin;
let poc: { id: number };

beforeAll(async () => {
  app = await testApp({ modelServers: { defaultUrl: undefined, keys: new Map([['LLM_KEY_A', 'a-secret'], ['LLM_KEY_B', 'b-secret']]) } });
  [admin, learner] = await Promise.all([app.signUp('admin'), app.signUp('learner')]);
  ({ poc } = await addSamples(app));
});
afterAll(async () => app[Symbol.asyncDispose]());

test('a model on a server is registered, loaded, checked; its key never leaves', async () => {
  const model = await admin.call.models.create({ model_name: 'served', server_url: url, served_model: 'm', api_key_env: 'LLM_KEY_A', adapter: '/adapters/1' });
  expect(model).toMatchObject({ server_url: url, served_model: 'm', api_key_env: 'LLM_KEY_A', adapter: '/adapters/1', state: 'not_loaded', load_progress: null, memory_bytes: null });
  expect(await admin.call.models.load({ model_id: model.id })).toMatchObject({ state: 'ready', memory_bytes: 2000 });
  expect(app.services.engine.status().models.at(-1)!.source).toEqual({ baseUrl: url, model: 'm', adapter: '/adapters/1', apiKey: 'a-secret' });
  expect(await admin.call.models.check({ model_id: model.id })).toEqual({ model_id: model.id, problem: null });
  const listed = await admin.request('GET', '/models');
  expect(listed.body).not.toContain('a-secret');
});

test('a server that cannot be reached is told as that', async () => {
  const { id } = await admin.call.models.create({ model_name: 'down', server_url: url, served_model: 'server-down' });
  await expect(admin.call.models.load({ model_id: id })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('cannot be reached') });
  expect(await admin.call.models.check({ model_id: id })).toMatchObject({ problem: expect.stringContaining('cannot be reached') });
});

test('questions go to the server of the row', async () => {
  const { id } = await admin.call.models.create({ model_name: 'asked', server_url: url, served_model: 'm', api_key_env: 'LLM_KEY_B' });
  const { session_id } = await admin.call.sessions.create({ poc_id: poc.id, model_id: id });
  const { log_id } = await admin.call.chat.send({ session_id, question: '質問' });
  await admin.call.models.update({ model_id: id, server_url: 'http://127.0.0.1:9999/v1', served_model: 'other', api_key_env: null });
  expect((await admin.call.logs.get({ log_id })).engine).toMatchObject({ server: url, served_model: 'm' });
});

test.each([
  ['file and server', { file: 'sample.gguf', server_url: url }, /^server_url: /],
  ['file and name on a server', { file: 'sample.gguf', served_model: 'm' }, /^served_model: /],
  ['key without server', { api_key_env: 'LLM_KEY_A' }, /^api_key_env: /],
  ['key that is not set', { server_url: url, api_key_env: 'LLM_KEY_NONE' }, /^api_key_env: .*LLM_KEY_NONE.* not set/],
  ['password in the address', { server_url: 'http://u:secret@h/v1' }, /^server_url: (?!.*secret)/],
])('%s is refused, naming the field', async (_, place, message) => {
  await expect(admin.call.models.create({ model_name: 'refused', ...place })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(message) });
});

test('a change is looked at together with what the row has already', async () => {
  const { id } = await admin.call.models.create({ model_name: 'moves', server_url: url, adapter: 'a/b' });
  await expect(admin.call.models.update({ model_id: id, file: 'sample.gguf' })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(/^server_url/) });
  await expect(admin.call.models.update({ model_id: id, file: 'sample.gguf', server_url: null })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(/^adapter: There is no file "a\/b"/) });
  expect(await admin.call.models.update({ model_id: id, file: 'sample.gguf', server_url: null, adapter: null })).toMatchObject({ file: 'sample.gguf', server_url: null, adapter: null });
  await expect(admin.call.models.update({ model_id: id, server_url: url })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await admin.call.models.update({ model_id: id, description: '説明' })).toMatchObject({ file: 'sample.gguf', description: '説明' });
});

test('a row by psql whose key is gone is shown as failed, and can still be changed', async () => {
  const [row] = await app.db.query<{ id: number }[]>(`INSERT INTO models (model_name, server_url, api_key_env) VALUES ('psql', '${url}', 'DATABASE_URL') RETURNING id`);
  const { id } = row!;
  expect((await admin.call.models.list({})).find((model) => model.id === id)).toMatchObject({ state: 'failed', state_detail: expect.stringContaining('DATABASE_URL, which holds the key') });
  expect(await admin.call.models.update({ model_id: id, description: 'x' })).toMatchObject({ state: 'failed' });
  expect(await admin.call.models.update({ model_id: id, api_key_env: null })).toMatchObject({ state: 'not_loaded' });
});

describe('a learner', () => {
  let parent: number;
  beforeAll(async () => void ({ id: parent } = await admin.call.models.create({ model_name: 'parent', server_url: url, api_key_env: 'LLM_KEY_A' })));

  test('registers what it trained beside its parent', async () => {
    expect(await learner.call.models.create({ model_name: 'child', parent_id: parent, server_url: url, api_key_env: 'LLM_KEY_A', served_model: 'm-v2', adapter: '/adapters/2' })).toMatchObject({ server_url: url, adapter: '/adapters/2' });
    expect(await learner.call.models.create({ model_name: 'child', parent_id: parent, server_url: url })).toMatchObject({ version: 2, api_key_env: null });
    expect(await learner.call.models.create({ model_name: 'child', parent_id: parent, file: 'sample.gguf' })).toMatchObject({ version: 3 });
    expect(await learner.call.models.create({ model_name: 'child', served_model: 'm-v3' })).toMatchObject({ state: 'no_file' });
  });

  test.each([
    ['an address of its own', { server_url: 'http://169.254.169.254/v1' }],
    ['its parent’s address without saying whose', { server_url: url, parent: false }],
    ['another key', { server_url: url, api_key_env: 'LLM_KEY_B' }],
    ['a key for the parent’s address in another spelling', { server_url: `${url}/`, api_key_env: 'LLM_KEY_A' }],
    ['a key without an address', { api_key_env: 'LLM_KEY_A' }],
  ])('cannot name %s', async (_, { parent: named = true, ...place }: { server_url?: string; api_key_env?: string; parent?: boolean }) => {
    await expect(learner.call.models.create({ model_name: 'refused', ...(named && { parent_id: parent }), ...place })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('changes no row', async () => {
    await expect(learner.call.models.update({ model_id: parent, server_url: 'http://h/v1' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('with LLM_SERVER_URL', () => {
  test('the row of the README answers as it stands there', async () => {
    await using own = await testApp({ modelServers: { defaultUrl: url, keys: new Map([['LLM_SERVER_KEY', 'default-secret']]) } });
    const { call } = await own.signUp('admin');
    await own.db.query("INSERT INTO poc (name, domain) VALUES ('会計システム向けPoC', '会計')");
    await own.db.query("INSERT INTO models (model_name, version, base_model, description) VALUES ('mlx-community/Qwen2.5-14B-Instruct-4bit', 1, 'qwen2.5', 'ベースモデル（未訓練）')");
    const [model] = await call.models.list({});
    expect(model).toMatchObject({ state: 'not_loaded', file: null, server_url: null });
    const [poc] = await call.pocs.list({});
    const { session_id } = await call.sessions.create({ poc_id: poc!.id, model_id: model!.id });
    expect(await call.chat.send({ session_id, question: '質問' })).toMatchObject({ answer: '「質問」への回答です。' });
    expect((await call.models.list({}))[0]).toMatchObject({ state: 'ready' });
    expect(await call.models.create({ model_name: 'lora', adapter: 'not/a/file' })).toMatchObject({ adapter: 'not/a/file' });
  });
});
