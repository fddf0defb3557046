import { copyFileSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createLlamaEngine, isFileSource, type LlmEngine } from '../../src/index.js';
import { writeRandomAdapter, writeScriptedModel } from '../../src/testing/index.js';
import { Asked, demoModel, eventually, isAlive, stopAll } from './asking.js';
import { randomModels, slow } from './random-models.js';

const models = randomModels();
const [one, two, three] = ['one', 'two', 'three'].map((name) => {
  const file = models.file(`${name}.gguf`);
  writeScriptedModel(file, { chains: [['\n', 'I am ', name]] });
  return { file };
});
const quick = models.model('quick');
// Slow enough to go on while another model is loaded on a busy machine.
const endless = models.model('endless', { ...slow, layers: 18 });
let engine: LlmEngine;
beforeEach(() => {
  engine = createLlamaEngine({ slots: 2, contextSize: 1024, maxLoadedModels: 2 });
});
afterEach(async () => {
  await stopAll(engine);
  await engine.close();
});
afterAll(() => models[Symbol.dispose]());

const loaded = (): Set<string | undefined> => new Set(engine.status().models.map(({ source }) => (isFileSource(source) ? source.file : undefined)));

async function say(source: { file: string; adapter?: string } | undefined, maxTokens = 20): Promise<string> {
  const asked = new Asked(engine, 'who are you?', { source, sampling: { maxTokens } });
  await asked.done;
  return asked.text;
}

function mappedBytes(pid: number, file: string): number {
  const mapped = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').filter((line) => line.endsWith(file));
  return mapped.reduce((sum, line) => {
    const [from = 0, to = 0] = (line.split(' ')[0] ?? '').split('-').map((address) => Number.parseInt(address, 16));
    return sum + to - from;
  }, 0);
}

const disposable = (of: LlmEngine) => ({ engine: of, [Symbol.asyncDispose]: () => of.close() });

test('two models answer at the same time, and the least recently used one makes place for a third', async () => {
  expect(await Promise.all([say(one), say(two)])).toEqual(['I am one', 'I am two']);
  await say(one);
  const pidOfTwo = engine.status().models.find(({ source }) => isFileSource(source) && source.file === two?.file)?.pid ?? 0;
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

test('two adapters of one file answer side by side, with its weights in memory once', async () => {
  const adapters = [7, 8].map((seed) => {
    const adapter = models.file(`adapter-${seed}.gguf`);
    writeRandomAdapter(adapter, { layers: 6, seed });
    return { ...demoModel, adapter };
  });
  await using three = disposable(createLlamaEngine({ slots: 2, contextSize: 1024 }));
  const running = [demoModel, ...adapters].map((source) => new Asked(three.engine, '減価償却とは何ですか？', { source, sampling: { maxTokens: 15 } }));
  await Promise.all(running.map(({ done }) => done));
  expect(new Set(running.map(({ text }) => text)).size).toBe(3);
  expect(running[0]?.text).toMatch(/^減価償却/);
  const loadedModels = three.engine.status().models;
  expect(new Set(loadedModels.map(({ pid }) => pid)).size).toBe(1);
  expect(loadedModels).toHaveLength(3);
  // Other systems do not tell what a process has mapped.
  const bytes = process.platform === 'linux' ? mappedBytes(loadedModels[0]?.pid ?? 0, realpathSync(demoModel.file)) : 1;
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(1.1 * statSync(demoModel.file).size);
  // One goes, the others stay.
  await three.engine.unload(adapters[0] ?? demoModel);
  const again = new Asked(three.engine, '減価償却とは何ですか？', { source: adapters[1] ?? demoModel, sampling: { maxTokens: 15 } });
  await again.done;
  expect(again.text).toBe(running[2]?.text);
});

test('a model waits for memory, and is refused when it could never have enough', async () => {
  const needed = (await engine.inspect(quick)).memory;
  const bytes = needed.weightsBytes + needed.contextBytes;
  const small = createLlamaEngine({ slots: 2, contextSize: 1024, memoryBudgetBytes: Math.round(bytes * 1.5) });
  try {
    const other = { file: models.file('other.gguf') };
    copyFileSync(quick.file, other.file);
    await small.load(quick);
    expect(small.status().memory).toMatchObject({ reservedBytes: bytes });
    await small.load(other);
    expect(small.status().models.map(({ source }) => source)).toEqual([other]);
    // An adapter shares the weights: there is room for it.
    const adapter = models.file('small-adapter.gguf');
    writeRandomAdapter(adapter);
    await small.load({ ...other, adapter });
    expect(small.status().models).toHaveLength(2);
    const [first] = small.status().models;
    expect(first?.memory?.estimatedBytes).toBeGreaterThan(bytes * 0.9);
  } finally {
    await small.close();
  }
  const tiny = createLlamaEngine({ slots: 2, contextSize: 1024, memoryBudgetBytes: Math.round(bytes / 2) });
  await expect(tiny.load(quick)).rejects.toMatchObject({ code: 'insufficient_memory', message: expect.stringMatching(/"quick\.gguf" needs about .* GB/) as string });
  expect((await tiny.inspect(quick)).memory.fits).toBe(false);
  await tiny.close();
});

test('a model that works passes its check, one with damaged weights does not', async () => {
  await engine.check(quick);
  const file = models.file('nan.gguf');
  const model = readFileSync(quick.file);
  // Scale factors of q8_0 blocks that are no numbers.
  model.fill(0xff, model.length - 20_000);
  writeFileSync(file, model);
  await expect(engine.check({ file })).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(engine.status().models).toEqual([]);
});

test('an adapter is not taken for a model', async () => {
  const file = models.file('alone.gguf');
  writeRandomAdapter(file);
  await expect(engine.load({ file })).rejects.toMatchObject({ code: 'model_corrupt', message: expect.stringMatching(/is a LoRA adapter/) as string });
  expect(await engine.inspect({ file })).toMatchObject({ kind: 'adapter' });
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

test('an adapter file that is replaced is another adapter, also beside answers of the one before', async () => {
  const adapter = models.file('changing.gguf');
  writeRandomAdapter(adapter, { seed: 3 });
  const before = await say({ ...quick, adapter }, 30);
  writeRandomAdapter(models.file('next.gguf'), { seed: 4 });
  renameSync(models.file('next.gguf'), adapter);
  const after = await say({ ...quick, adapter }, 30);
  expect(after).not.toBe(before);
  expect(after).not.toBe('');
});

test('people who take turns keep what was evaluated for each of them', async () => {
  const systems = ['the first instructions '.repeat(20), 'other instructions '.repeat(20)];
  const ask = async (system: string | undefined, question: string): Promise<number> => {
    const { usage } = await new Asked(engine, question, { source: quick, system: system ?? '', sampling: { maxTokens: 3 } }).done;
    return usage.cachedTokens;
  };
  await ask(systems[0], 'one');
  await ask(systems[1], 'two');
  expect(await ask(systems[0], 'three')).toBeGreaterThan(100);
  expect(await ask(systems[1], 'four')).toBeGreaterThan(100);
});

test('closing while two models of one file are loading does not wait for them', async () => {
  const adapter = models.file('early.gguf');
  writeRandomAdapter(adapter);
  const early = createLlamaEngine({ slots: 2 });
  const loads = [early.load(quick), early.load({ ...quick, adapter })];
  await eventually(() => early.status().models.length === 2);
  await early.close();
  const ends = await Promise.allSettled(loads);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
