import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/index.js';
import { says, startModelServer } from '../../src/testing/index.js';
import { allOf, ask } from './openai-asking.js';

test('a model of a server is asked there, a model file is run here, and their figures are summed', async () => {
  const server = await startModelServer(says('はい'));
  const engine = createEngine({ llama: { maxQueue: 7 }, servers: { maxQueue: 5 } });
  onTestFinished(async () => {
    await engine.close();
    await server[Symbol.asyncDispose]();
  });
  expect(engine.status()).toMatchObject({ models: [], maxQueue: 7, memory: { reservedBytes: 0 } });
  expect((await allOf(ask(engine, server))).answer).toBe('はい');
  const missing = engine.answer({ source: { file: '/nowhere/none.gguf' }, messages: [], sampling: { temperature: 0, topP: 1, topK: 1, minP: 0, repeatPenalty: 1, seed: 0, maxTokens: 1 } }, { user: 'a', deadlineMs: 10_000 });
  expect((await allOf(missing)).error?.code).toBe('model_not_found');
  expect(engine.status()).toMatchObject({ models: [{ state: 'ready' }], maxQueue: 12, counters: { promptTokens: 10, completionTokens: 1 } });
});
