import { copyFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createLlamaEngine, type LlmEngine } from '../../src/index.js';
import { writeRandomAdapter, writeScriptedModel } from '../../src/testing/index.js';
import { Asked, eventually, isAlive, stopAll } from './asking.js';
import { randomModels, slow } from './random-models.js';

const models = randomModels();
const [one, two, three] = ['one', 'two', 'three'].map((name) => {
  const file = models.file(`${name}.gguf`);
  writeScriptedModel(file, { chains: [['\n', 'I am ', name]] });
  return { file };
});
const quick = models.model('quick');
const endless = models.model('endless', slow);
let engine: LlmEngine;
beforeEach(() => {
  engine = createLlamaEngine({ slots: 2, contextSize: 1024, maxLoadedModels: 2 });
});
afterEach(async () => {
  await stopAll(engine);
  await engine.close();
});
afterAll(() => models[Symbol.dispose]());

const loaded = (): Set<string | undefined> => new Set(engine.status().models.map(({ source }) => source.file));

async function say(source: { file: string; adapter?: string } | undefined, maxTokens = 20): Promise<string> {
  const asked = new Asked(engine, 'who are you?', { source, sampling: { maxTokens } });
  await asked.done;
  return asked.text;
}

test('two models answer at the same time, and the least recently used one makes place for a third', async () => {
  expect(await Promise.all([say(one), say(two)])).toEqual(['I am one', 'I am two']);
  await say(one);
  const pidOfTwo = engine.status().models.find(({ source }) => source.file === two?.file)?.pid ?? 0;
  expect(await say(three)).toBe('I am three');
  expect(loaded()).toEqual(new Set([one?.file, three?.file]));
  expect(isAlive(pidOfTwo)).toBe(false);
});

test('a model that is answering is not unloaded: who needs its place waits, and gets it before later questions', async () => {
  const running = [new Asked(engine, 'a', { source: endless, sampling: { maxTokens: 900 } }), new Asked(engine, 'b', { source: quick, sampling: { maxTokens: 900 } })];
  await Promise.all(running.map((asked) => asked.had('delta')));
  const waiting = new Asked(engine, 'who are you?', { source: one, user: 'third' });
  await waiting.had('queued');
  expect(loaded()).toEqual(new Set([endless.file, quick.file]));
  running[0]?.stop();
  expect((await running[0]?.done)?.finish).toBe('aborted');
  await waiting.done;
  expect(waiting.text).toBe('I am one');
});

test('loading ahead is done once, and unloading gives the process back', async () => {
  await Promise.all([engine.load(quick), engine.load(quick)]);
  const [model] = engine.status().models;
  expect(engine.status().models).toHaveLength(1);
  expect(model).toMatchObject({ source: quick, state: 'ready', error: null, contextSize: 1024, slots: 2, running: 0 });
  const asked = new Asked(engine, 'hello', { source: quick, sampling: { maxTokens: 3 } });
  await asked.done;
  expect(asked.events[0]?.type).toBe('started');
  await engine.unload(quick);
  expect(engine.status().models).toEqual([]);
  await eventually(() => !isAlive(model?.pid ?? 0));
});

test('unloading waits for running answers, but not longer than it was told', async () => {
  const patient = new Asked(engine, 'hello', { source: quick, sampling: { maxTokens: 200 } });
  await patient.had('delta');
  await engine.unload(quick);
  expect((await patient.done).finish).toBe('length');

  const cut = new Asked(engine, 'hello', { source: endless, sampling: { maxTokens: 900 } });
  await cut.had('delta');
  await engine.unload(endless, { drainMs: 0 });
  await expect(cut.done).rejects.toMatchObject({ code: 'engine_crashed' });
});

test('a replaced file is another model from the next question on, and a deleted one is missing', async () => {
  const file = models.file('current.gguf');
  copyFileSync(one?.file ?? '', file);
  expect(await say({ file })).toBe('I am one');
  rmSync(file);
  await expect(say({ file })).rejects.toMatchObject({ code: 'model_not_found' });
  copyFileSync(two?.file ?? '', file);
  expect(await say({ file })).toBe('I am two');
});

test('an adapter changes the answers, beside the same model without it', async () => {
  const adapter = models.file('adapter.gguf');
  writeRandomAdapter(adapter);
  const [plain, adapted] = await Promise.all([say(quick, 30), say({ ...quick, adapter }, 30)]);
  expect(plain).not.toBe('');
  expect(adapted).not.toBe(plain);
});

test('an adapter for another model is refused with the reason', async () => {
  const adapter = models.file('wrong.gguf');
  writeRandomAdapter(adapter, { width: 256 });
  await expect(say({ ...quick, adapter })).rejects.toMatchObject({ code: 'model_corrupt', message: expect.stringMatching(/adapter does not fit/) as string });
});

test('a context that no memory can hold is refused as such', async () => {
  const greedy = createLlamaEngine({ slots: 4, contextSize: 4_000_000 });
  const vast = models.model('vast', { contextSize: 4_000_000, width: 2048, heads: 32, keyValueHeads: 32, layers: 1, feedForward: 32 });
  await expect(greedy.load(vast)).rejects.toMatchObject({ code: 'insufficient_memory' });
  await greedy.close();
});
