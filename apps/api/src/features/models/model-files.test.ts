import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LlmError, type LlmEngine } from '@llamune/llm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;

beforeAll(async () => {
  app = await testApp();
  admin = await app.signUp('admin');
  for (const name of ['m.gguf', 'corrupt-model.gguf', 'lora.gguf', 'qwen-lora.gguf', 's-00001-of-00002.gguf', 's-00002-of-00002.gguf', 'half-00001-of-00002.gguf', 'x.gguf.part']) await writeFile(path.join(app.modelsDir, name), 'x');
  withAdapters(app.services.engine);
});
afterAll(async () => app[Symbol.asyncDispose]());

/** The scripted engine knows no adapters. */
const withAdapters = (engine: LlmEngine) => {
  const inspect = engine.inspect.bind(engine);
  engine.inspect = async (location) => {
    const facts = await inspect(location);
    const name = 'file' in location ? path.basename(location.file) : '';
    return { ...facts, kind: name.includes('lora') ? 'adapter' : 'model', architecture: name.startsWith('qwen') ? 'qwen2' : 'llama' };
  };
};

test('a file says what it is', async () => {
  expect(await admin.call.models.inspectFile({ file: 'm.gguf' })).toEqual({
    file: 'm.gguf',
    kind: 'model',
    architecture: 'llama',
    name: 'm',
    quantization: 'Q8_0',
    parameters: 1000,
    train_context_size: 4096,
    bytes: 1000,
    has_chat_template: true,
    memory_bytes: 2000,
    memory_budget_bytes: 2 ** 33,
    fits: true,
  });
  await expect(admin.call.models.inspectFile({ file: 'gone.gguf' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(admin.call.models.inspectFile({ file: '../x.gguf' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(admin.call.models.inspectFile({ file: 'corrupt-model.gguf' })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('not a GGUF file') });
});

test.each([
  ['a damaged file', { file: 'corrupt-model.gguf' }, /^file: .*not a GGUF file/],
  ['an adapter as the model', { file: 'lora.gguf' }, /^file: .*LoRA adapter/],
  ['a model as the adapter', { file: 'm.gguf', adapter: 'm.gguf' }, /^adapter: .*whole model/],
  ['an adapter of another architecture', { file: 'm.gguf', adapter: 'qwen-lora.gguf' }, /^adapter: .*qwen2.*llama/],
  ['a later part of a split model', { file: 's-00002-of-00002.gguf' }, /^file: .*first part/],
  ['a split model that is not whole', { file: 'half-00001-of-00002.gguf' }, /^file: .*all of its 2 parts/],
])('%s is refused', async (_, place, message) => {
  const refused = { code: 'BAD_REQUEST', message: expect.stringMatching(message) as unknown };
  await expect(admin.call.models.create({ model_name: 'refused', ...place })).rejects.toMatchObject(refused);
  const { id } = await admin.call.models.create({ model_name: 'm', file: 'm.gguf' });
  await expect(admin.call.models.update({ model_id: id, ...place })).rejects.toMatchObject(refused);
});

test('a model with its adapter, and a split model by its first part, are taken', async () => {
  expect(await admin.call.models.create({ model_name: 'both', file: 'm.gguf', adapter: 'lora.gguf' })).toMatchObject({ adapter: 'lora.gguf', state: 'not_loaded' });
  const { id } = await admin.call.models.create({ model_name: 'split', file: 's-00001-of-00002.gguf' });
  const files = await admin.call.models.files({});
  expect(files.map(({ file }) => file)).toEqual(['corrupt-model.gguf', 'half-00001-of-00002.gguf', 'lora.gguf', 'm.gguf', 'qwen-lora.gguf', 's-00001-of-00002.gguf']);
  expect(files.at(-1)).toEqual({ file: 's-00001-of-00002.gguf', bytes: 2, model_ids: [id] });
});

test('an engine that cannot look right now is not the file’s fault', async () => {
  const { engine } = app.services;
  const inspect = engine.inspect.bind(engine);
  engine.inspect = async () => {
    throw new LlmError('engine_error', 'The engine is shut down.');
  };
  await expect(admin.call.models.create({ model_name: 'later', file: 'm.gguf' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  engine.inspect = inspect;
});

test('a check tells what is wrong with a model', async () => {
  const [row] = await app.db.query<{ id: number }[]>("INSERT INTO models (model_name, file) VALUES ('by-psql', 'corrupt-model.gguf') RETURNING id");
  expect(await admin.call.models.check({ model_id: row!.id })).toEqual({ model_id: row!.id, problem: expect.stringContaining('not a GGUF file') });
  const { id: none } = await admin.call.models.create({ model_name: 'none' });
  await expect(admin.call.models.check({ model_id: none })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(admin.call.models.check({ model_id: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what becomes of a model changes no log', async () => {
  const { poc, model } = await addSamples(app);
  const { session_id } = await admin.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  const { log_id } = await admin.call.chat.send({ session_id, question: '質問' });
  const before = await admin.call.logs.get({ log_id });
  await admin.call.models.update({ model_id: model.id, file: 'm.gguf', adapter: 'lora.gguf', description: '別の重み' });
  await admin.call.models.update({ model_id: model.id, file: null, adapter: null, server_url: 'http://h/v1' });
  expect(await admin.call.logs.get({ log_id })).toEqual(before);
  expect(before.engine).toMatchObject({ file: 'sample.gguf', adapter: null });
});

test('a row that is given the demo model’s file becomes a demo', async () => {
  await writeFile(path.join(app.modelsDir, 'demo.gguf'), 'x');
  await app.db.query("INSERT INTO models (model_name, file, is_demo) VALUES ('demo', 'demo.gguf', true)");
  const { id } = await admin.call.models.create({ model_name: 'other', file: 'm.gguf' });
  expect(await admin.call.models.update({ model_id: id, file: 'demo.gguf' })).toMatchObject({ is_demo: true });
});
