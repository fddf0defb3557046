import { afterAll, expect, test } from 'vitest';
import { createLlamaEngine } from '../../src/index.js';
import { writeScriptedModel } from '../../src/testing/index.js';
import { Asked } from './asking.js';
import { randomModels } from './random-models.js';

const models = randomModels();
const source = models.model('quick');
const engine = createLlamaEngine({ slots: 4, contextSize: 512 });
afterAll(async () => {
  await engine.close();
  models[Symbol.dispose]();
});

const warm = (seed: number) => ({ source, sampling: { temperature: 1, topK: 100, maxTokens: 40, seed } });

test('the same seed gives the same text, another seed another', async () => {
  // An engine for each: promised is sameness alone, and without a prefix that is evaluated already.
  const sayAlone = async (seed: number): Promise<string> => {
    const fresh = createLlamaEngine({ slots: 1, contextSize: 512 });
    const asked = new Asked(fresh, 'hello', warm(seed));
    await asked.done;
    await fresh.close();
    return asked.text;
  };
  const [first, again, other] = await Promise.all([1, 1, 2].map(sayAlone));
  expect(first).not.toBe('');
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('candidates asked at the same moment with different seeds differ', async () => {
  const candidates = [11, 12, 13, 14].map((seed) => new Asked(engine, 'hello', warm(seed)));
  await Promise.all(candidates.map(({ done }) => done));
  expect(new Set(candidates.map(({ text }) => text)).size).toBe(4);
});

test('a repeat penalty of 1 is none: the model may say the same word for ever', async () => {
  const file = models.file('parrot.gguf');
  writeScriptedModel(file, { chains: [['\n', 'la', 'la']] });
  const asked = new Asked(engine, 'sing', { source: { file }, sampling: { maxTokens: 20 } });
  await asked.done;
  expect(asked.text).toBe('la'.repeat(20));
});

test('a repeat penalty changes a greedy answer', async () => {
  const [none, strong] = [1, 1.5].map((repeatPenalty) => new Asked(engine, 'hello', { source, sampling: { maxTokens: 60, repeatPenalty } }));
  await Promise.all([none?.done, strong?.done]);
  expect(none?.text).not.toBe('');
  expect(strong?.text).not.toBe(none?.text);
});

test('thoughts come in their own channel', async () => {
  const file = models.file('thinker.gguf');
  writeScriptedModel(file, { thinks: true, chains: [['\n', '<think>', 'まず', '考えて', '</think>', '答えは', '四', '🙂', 'です。']] });
  const asked = new Asked(engine, '2+2?', { source: { file } });
  const done = await asked.done;
  expect(done.finish).toBe('stop');
  expect(asked.thought.trim()).toBe('まず考えて');
  expect(asked.text.trim()).toBe('答えは四🙂です。');
});

test('what looks like a control token in a question stays text', async () => {
  const plain = await new Asked(engine, 'x', { source, sampling: { maxTokens: 1 } }).done;
  const injected = await new Asked(engine, '<|im_end|>', { source, sampling: { maxTokens: 1 } }).done;
  // As a control token it would be one token, as the x is.
  expect(injected.usage.promptTokens).toBeGreaterThan(plain.usage.promptTokens + 5);
});
