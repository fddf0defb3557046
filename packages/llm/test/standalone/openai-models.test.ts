import { expect, onTestFinished, test } from 'vitest';
import { createServerEngine, type LlmEngine, type ModelState, type ServerSource } from '../../src/index.js';
import { hangs, refuses, resets, says, startModelServer, type ModelServer, type Reply } from '../../src/testing/index.js';
import { allOf, ask } from './openai-asking.js';

async function serverWith(...replies: Reply[]): Promise<{ engine: LlmEngine; server: ModelServer; source: ServerSource }> {
  const server = await startModelServer(...replies);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { engine: createServerEngine({ retryMs: 10, listMs: 200, loadingPollMs: 20 }), server, source: { baseUrl: server.baseUrl, model: 'test-model' } };
}

const states = (engine: LlmEngine): [string, ModelState][] => engine.status().models.map(({ source, state }) => [(source as ServerSource).model, state]);

test('a model that its server lists is ready', async () => {
  const { engine, source } = await serverWith(says('a'));
  await engine.load(source);
  await engine.load(source);
  expect(engine.status()).toMatchObject({ models: [{ source, state: 'ready', error: null, running: 0, slots: null, contextSize: null, pid: null, memory: null }], maxQueue: 100 });
  await engine.unload(source);
  expect(engine.status().models).toEqual([]);
});

test('a model that its server does not list is not found, and what there is instead is named', async () => {
  const { engine, server, source } = await serverWith();
  server.models = Array.from({ length: 7 }, (_, index) => ({ id: `model-${index}`, owned_by: 'vllm' }));
  await expect(engine.load(source)).rejects.toMatchObject({ code: 'model_not_found', message: expect.stringMatching(/"model-0", .*"model-4" and 2 more/) });
  expect(engine.status().models).toMatchObject([{ state: 'failed', error: expect.stringContaining('model-0') }]);
});

test.each<[string, { id: string; owned_by?: string }[]]>([
  ['llama-server, which has one, whatever it is called', [{ id: '/models/qwen.gguf', owned_by: 'llamacpp' }]],
  ["mlx_lm.server, which lists the cache's and fetches the rest", [{ id: 'mlx-community/a' }, { id: 'mlx-community/b' }]],
  ['a server that lists nothing', []],
  ['Ollama, which adds a tag', [{ id: 'test-model:latest', owned_by: 'library' }, { id: 'other:7b', owned_by: 'library' }]],
])('another name in the list is no reason to refuse: %s', async (_name, models) => {
  const { engine, server, source } = await serverWith();
  server.models = models;
  await engine.load(source);
  expect(states(engine)).toEqual([['test-model', 'ready']]);
});

test.each([['vllm'], ['library']])('a single model of %s goes by its name', async (owner) => {
  const { engine, server, source } = await serverWith();
  server.models = [{ id: 'other', owned_by: owner }];
  await expect(engine.load(source)).rejects.toMatchObject({ code: 'model_not_found' });
});

test.each<[string, Reply, string]>([
  ['a wrong path', refuses(404, { detail: 'Not Found' }), 'server_failed'],
  ['a web page', refuses(200, '<html>hello</html>'), 'server_failed'],
  ['no JSON', refuses(200, 'OK'), 'server_failed'],
  ['no list', refuses(200, { data: 'many' }), 'server_failed'],
  ['a refused key', refuses(401, { error: { message: 'Invalid API Key' } }), 'server_failed'],
  ['no answer', hangs(), 'server_unreachable'],
  ['a cut connection', resets(), 'server_failed'],
  ['a redirect', refuses(301, '', { location: '/elsewhere' }), 'server_failed'],
])('loading fails on %s', async (_name, reply, code) => {
  const { engine, server, source } = await serverWith();
  server.list(reply);
  await expect(engine.load(source)).rejects.toMatchObject({ code });
  expect(states(engine)).toEqual([['test-model', 'failed']]);
});

test('loading a model of a server that is not there', async () => {
  const { engine, server, source } = await serverWith();
  await server[Symbol.asyncDispose]();
  await expect(engine.load(source)).rejects.toMatchObject({ code: 'server_unreachable' });
});

test('loading waits for a server that loads', async () => {
  const { engine, server, source } = await serverWith();
  const loading = refuses(503, { error: { message: 'Loading model' } });
  server.list(loading, loading, loading, loading, loading);
  const loaded = engine.load(source);
  while (engine.status().models.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(states(engine)).toEqual([['test-model', 'loading']]);
  await loaded;
  expect(states(engine)).toEqual([['test-model', 'ready']]);
});

test('an empty reply of mlx_lm.server without a cache is a list of nothing', async () => {
  const { engine, server, source } = await serverWith();
  server.list(refuses(200, '', { 'content-type': 'application/json' }));
  await engine.load(source);
  expect(states(engine)).toEqual([['test-model', 'ready']]);
});

test('a check asks for one token', async () => {
  const { engine, server, source } = await serverWith(says('a'));
  await engine.check(source);
  expect(server.asked[0]!.body).toMatchObject({ max_tokens: 1, temperature: 0 });
});

test('a check tells why the model does not answer', async () => {
  const { engine, source } = await serverWith(refuses(500, { error: { message: 'CUDA out of memory' } }));
  await expect(engine.check(source)).rejects.toMatchObject({ code: 'server_failed', message: expect.stringContaining('CUDA out of memory') });
});

test('a failure is forgotten after the next success, a full queue or a long question is none', async () => {
  const { engine, server, source } = await serverWith(refuses(400, 'broken'), says('a'), refuses(429, '', { 'retry-after': '60' }), refuses(400, { error: { message: 'exceeds the context size' } }));
  await allOf(ask(engine, server));
  expect(engine.status().models).toMatchObject([{ source, state: 'failed', error: expect.stringContaining('broken') }]);
  for (let question = 0; question < 3; question++) {
    await allOf(ask(engine, server));
    expect(states(engine)).toEqual([['test-model', 'ready']]);
  }
});

test('running answers are counted for each model', async () => {
  const { engine, server, source } = await serverWith(says('a'));
  await engine.load(source);
  server.answer(hangs());
  const stop = new AbortController();
  const answers = [1, 2].map(() => allOf(ask(engine, server, { signal: stop.signal })));
  while (server.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(engine.status()).toMatchObject({ running: 2, models: [{ running: 2 }] });
  stop.abort();
  await Promise.all(answers);
});

test.each<[string, string, string]>([
  ['vllm', 'my-lora', 'vLLM'],
  ['library', 'my-lora', 'Ollama'],
  ['llamacpp', 'my-lora.gguf', 'llama-server'],
])('an adapter that %s would pass over in silence is refused before it is asked', async (owner, adapter, named) => {
  const { engine, server } = await serverWith(says('a'));
  server.models = [{ id: 'test-model', owned_by: owner }];
  const { error } = await allOf(ask(engine, server, { source: { adapter } }));
  expect(error).toMatchObject({ code: 'server_failed', message: expect.stringContaining(named) });
  expect(server.asked).toEqual([]);
});

test('an adapter is asked for where the kind of server cannot be learnt', async () => {
  const { engine, server } = await serverWith(says('a'));
  server.list(refuses(404));
  expect((await allOf(ask(engine, server, { source: { adapter: 'adapters/v2' } }))).answer).toBe('a');
});

test('llama-server is asked for its base model without the adapters that it was started with', async () => {
  const { engine, server } = await serverWith(says('a'));
  server.models = [{ id: 'any', owned_by: 'llamacpp' }];
  await allOf(ask(engine, server));
  await allOf(ask(engine, server, { source: { adapter: '1' } }));
  expect(server.asked.map(({ body }) => body['lora'])).toEqual([[{ id: 0, scale: 0 }], [{ id: 1, scale: 1 }]]);
});

test('an adapter that llama-server does not have is refused before it is asked', async () => {
  const { engine, server } = await serverWith(says('a'));
  server.models = [{ id: 'any', owned_by: 'llamacpp' }];
  server.adapters = [{ id: 0 }, { id: 1 }];
  const { error } = await allOf(ask(engine, server, { source: { adapter: '7' } }));
  expect(error).toMatchObject({ code: 'server_failed', message: expect.stringContaining('only the adapters 0, 1') });
  expect((await allOf(ask(engine, server, { source: { adapter: '1' } }))).answer).toBe('a');
  expect(server.asked).toHaveLength(1);
});

test('what was learnt of a server is learnt again after a failure', async () => {
  const { engine, server } = await serverWith(says('a'), refuses(400, 'no'), says('b'));
  server.models = [{ id: 'any', owned_by: 'llamacpp' }];
  await allOf(ask(engine, server));
  server.models = [{ id: 'test-model', owned_by: 'vllm' }];
  await allOf(ask(engine, server));
  await allOf(ask(engine, server));
  expect(server.asked.map(({ body }) => 'lora' in body)).toEqual([true, true, false]);
});

test('only model files can be inspected, and this engine runs none', async () => {
  const { engine } = await serverWith();
  await expect(engine.inspect({ file: '/models/a.gguf' })).rejects.toMatchObject({ code: 'engine_error' });
  await expect(engine.load({ file: '/models/a.gguf' })).rejects.toMatchObject({ code: 'engine_error' });
});
