import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineStatus as WireEngineStatus } from '@llamune/contracts';
import { Model } from '@llamune/db';
import type { EngineStatus, ModelStatus } from '@llamune/llm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ModelsFolder } from '../../models-folder.js';
import { sourceNames } from '../../source-names.js';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;
let ids: { poc: number; model: number };

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  ids = { poc: poc.id, model: model.id };
  admin = await app.signUp('admin');
});
afterAll(async () => app[Symbol.asyncDispose]());

const readStatus = async () => (await admin.request('GET', '/engine')).json<WireEngineStatus>();
/** Until its end the engine says this of itself. */
const engineSays = (change: Partial<EngineStatus>): Disposable => {
  const { engine } = app.services;
  const told = Object.create(engine) as typeof engine;
  told.status = () => ({ ...engine.status(), ...change });
  app.services.engine = told;
  return { [Symbol.dispose]: () => (app.services.engine = engine) };
};
const modelStatus = (change: Partial<ModelStatus>): ModelStatus => ({ source: { file: '/elsewhere/x.gguf' }, state: 'ready', error: null, contextSize: 2048, slots: 4, running: 0, loadProgress: null, pid: 1, memory: null, ...change });

test('before the first question everything is zero or unknown', async () => {
  expect(await admin.call.engine.status({})).toMatchObject({
    server: `${hostname()}:${process.pid}`,
    queued: 0,
    max_queue: 100,
    running: 0,
    models: [],
    totals: { answers: 0, prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, sequences_per_decode: null, cache_hit_ratio: null },
    recent: { window_seconds: 300, answers: 0, tokens_per_second: 0, time_to_first_token_ms: null, queue_ms: null },
  });
});

test('an answer shows in the totals, the window and its model', async () => {
  const { session_id } = await admin.call.sessions.create({ poc_id: ids.poc, model_id: ids.model, system_prompt: '' });
  await admin.call.chat.send({ session_id, question: '12345' });
  await expect(admin.call.chat.send({ session_id, question: 'fail-midway' })).rejects.toMatchObject({ code: 'BAD_GATEWAY' });
  const reply = await readStatus();
  expect(reply).toMatchObject({
    models: [{ model_ids: [ids.model], name: 'sample.gguf', state: 'ready', error: null, context_size: 4096, estimated_bytes: 2000, resident_bytes: 2000 }],
    memory: { reserved_bytes: 2000 },
    totals: { answers: 2, prompt_tokens: 5, completion_tokens: 4, sequences_per_decode: 1, cache_hit_ratio: 0 },
    recent: { answers: 1, queue_ms: { p50: 0, p95: 0 } },
  });
  expect(reply.recent.tokens_per_second).toBeGreaterThan(0);
  expect(JSON.stringify(reply)).not.toContain(app.modelsDir);
});

test('percentiles are exact', async () => {
  await using fresh = await testApp();
  const { call } = await fresh.signUp('admin');
  for (let n = 20; n >= 1; n--)
    fresh.services.answers.metrics.measured({ modelName: 'm', version: 1 }, { usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 10 }, timing: { queueMs: n, timeToFirstTokenMs: n * 10, durationMs: 1000 } });
  expect((await call.engine.status({})).recent).toMatchObject({ answers: 20, time_to_first_token_ms: { p50: 100, p95: 190 }, queue_ms: { p50: 10, p95: 19 } });
});

test('averages come from the counters of the engine', async () => {
  using _ = engineSays({ counters: { decodes: 4, decodedSequences: 10, decodeSeconds: 1, promptTokens: 200, cachedTokens: 150, completionTokens: 9 } });
  expect((await readStatus()).totals).toMatchObject({ sequences_per_decode: 2.5, cache_hit_ratio: 0.75, prompt_tokens: 200, cached_tokens: 150, completion_tokens: 9 });
});

test('a model is named by its file in the folder or by its name on its server, and no path leaves', async () => {
  const inFolder = path.join(app.modelsDir, 'sub/base.gguf');
  const adapter = path.join(app.modelsDir, 'sub/v2.gguf');
  using _ = engineSays({
    memory: null,
    models: [
      modelStatus({ source: { file: inFolder, adapter }, state: 'failed', error: `The adapter "${adapter}" cannot be loaded for ${inFolder}.` }),
      modelStatus({ source: { file: '/elsewhere/deep/other.gguf' }, state: 'loading', loadProgress: 0.5, error: 'cannot open /elsewhere/deep/other.gguf' }),
      modelStatus({ source: { baseUrl: 'http://127.0.0.1:8080/v1', model: 'mlx-community/Qwen2.5-14B-Instruct-4bit', apiKey: 'secret-key' }, slots: null, contextSize: null }),
      modelStatus({ source: { baseUrl: 'http://127.0.0.1:8080/v1', model: '/Users/somebody/models/qwen', adapter: '/Users/somebody/adapters/v3' } }),
    ],
  });
  const reply = await readStatus();
  expect(reply.models).toMatchObject([
    { name: 'sub/base.gguf + sub/v2.gguf', model_ids: [], error: 'The adapter "sub/v2.gguf" cannot be loaded for sub/base.gguf.' },
    { name: 'other.gguf', load_progress: 0.5, error: 'cannot open other.gguf' },
    { name: 'mlx-community/Qwen2.5-14B-Instruct-4bit', slots: null, context_size: null },
    { name: 'qwen + v3' },
  ]);
  expect(JSON.stringify(reply)).not.toMatch(/elsewhere|somebody|secret-key|127\.0\.0\.1|"[^"]*\/tmp/);
});

test('every registered model that runs on the same weights is named; one on another server is not', async () => {
  const add = (row: Partial<Model>) => app.db.manager.save(app.db.manager.create(Model, { modelName: 'served', version: 1, ...row }));
  const copy = await add({ modelName: 'copy', file: './sample.gguf' });
  await add({ modelName: 'outside', file: '../../etc/passwd' });
  const here = await add({ serverUrl: 'http://127.0.0.1:8080/v1/' });
  const alias = await add({ modelName: 'alias', serverUrl: 'http://127.0.0.1:8080/v1', servedModel: 'served' });
  await add({ modelName: 'served', version: 2, serverUrl: 'http://127.0.0.1:9090/v1' });
  await add({ modelName: 'served', version: 3, serverUrl: 'http://127.0.0.1:8080/v1', adapter: 'v3' });
  using _ = engineSays({ models: [...app.services.engine.status().models, modelStatus({ source: { baseUrl: 'http://127.0.0.1:8080/v1', model: 'served' } })] });
  expect((await readStatus()).models.map(({ model_ids }) => model_ids)).toEqual([
    [ids.model, copy.id],
    [here.id, alias.id],
  ]);
});

test('a models folder that is a link makes no difference to the names', async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'llamune-link-'));
  await symlink(app.modelsDir, path.join(parent, 'models'));
  const names = await sourceNames(new ModelsFolder(path.join(parent, 'models')));
  const found = await new ModelsFolder(app.modelsDir).find('sample.gguf');
  expect(names.source({ file: found! })).toBe('sample.gguf');
  await rm(parent, { recursive: true });
});

test('only an admin sees it', async () => {
  const evaluator = await app.signUp('evaluator');
  expect((await evaluator.request('GET', '/engine')).statusCode).toBe(403);
});
