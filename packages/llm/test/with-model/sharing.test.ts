import { afterAll, afterEach, expect, test } from 'vitest';
import { createLlamaEngine, LlmError } from '../../src/index.js';
import { Asked, stopAll } from './asking.js';
import { randomModels, slow } from './random-models.js';

const models = randomModels();
const source = models.model('slow', slow);
const engine = createLlamaEngine({ slots: 3, contextSize: 2048, maxQueue: 4 });
afterAll(async () => {
  await engine.close();
  models[Symbol.dispose]();
});

afterEach(() => stopAll(engine));

const endless = { source, sampling: { maxTokens: 1900 } };
const short = { source, sampling: { maxTokens: 3 } };

test('a question on a used slot starts while the others go on', async () => {
  // Uses all three slots once, so that each must be emptied before it can be used again.
  await Promise.all([1, 2, 3].map((n) => new Asked(engine, `first ${n}`, short).done));
  const running = [1, 2].map((n) => new Asked(engine, `second ${n}`, endless));
  await Promise.all(running.map((asked) => asked.had('delta', 3)));
  const newcomer = await new Asked(engine, 'third', short).done;
  expect(newcomer.finish).toBe('length');
  expect(running.map(({ events }) => events.at(-1)?.type)).toEqual(['delta', 'delta']);
});

test('running answers go on while a long prompt is evaluated', async () => {
  const running = [1, 2].map((n) => new Asked(engine, `hello ${n}`, endless));
  await Promise.all(running.map((asked) => asked.had('delta', 3)));
  const newcomer = new Asked(engine, 'long prompt '.repeat(100), short);
  await newcomer.had('started');
  const before = running.map(({ tokens }) => tokens);
  await newcomer.had('delta');
  const grown = running.map(({ tokens }, index) => tokens - (before[index] ?? 0));
  // At least 500 tokens in pieces of at most 64, each in a batch with one token of either answer.
  expect(Math.min(...grown)).toBeGreaterThanOrEqual(5);
});

test('the evaluated prompt of a running answer is used by another with the same beginning', async () => {
  const system = 'the same long instructions '.repeat(30);
  const first = new Asked(engine, 'one', { ...endless, system });
  await first.had('delta');
  const second = await new Asked(engine, 'two', { ...short, system }).done;
  expect(first.events.at(-1)?.type).toBe('delta');
  expect(second.usage.cachedTokens).toBeGreaterThan(200);
  expect(second.usage.cachedTokens).toBeLessThan(second.usage.promptTokens);
});

test('waiting questions are told their place, and told again when it changes', async () => {
  const running = [1, 2, 3].map((n) => new Asked(engine, `hello ${n}`, { ...endless, user: `user ${n}` }));
  await Promise.all(running.map((asked) => asked.had('delta')));
  const waiting: Asked[] = [];
  for (const user of ['a', 'b', 'c']) {
    waiting.push(new Asked(engine, 'hello', { ...short, user }));
    await waiting.at(-1)?.had('queued');
  }
  expect(waiting.map(({ positions }) => positions)).toEqual([[1], [2], [3]]);
  expect(engine.status()).toMatchObject({ queued: 3, running: 3 });
  waiting[0]?.stop();
  await waiting[2]?.had('queued', 2);
  running[0]?.stop();
  await Promise.all(waiting.map(({ done }) => done));
  expect(waiting.map(({ positions }) => positions)).toEqual([[1], [2, 1], [3, 2, 1]]);
});

test('a full queue refuses at once and says when to come again', async () => {
  const running = [1, 2, 3].map((n) => new Asked(engine, `hello ${n}`, endless));
  await Promise.all(running.map((asked) => asked.had('delta')));
  const waiting = [1, 2, 3, 4].map(() => new Asked(engine, 'hello', endless));
  await Promise.all(waiting.map((asked) => asked.had('queued')));
  const refused = new Asked(engine, 'hello', endless);
  const error: unknown = await refused.done.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LlmError);
  expect(error).toMatchObject({ code: 'queue_full' });
  expect((error as LlmError).retryAfterMs).toBeGreaterThanOrEqual(1000);
  expect(refused.events).toEqual([]);
  expect(engine.status().queued).toBe(4);
});

test('a user with nothing running goes before one who asked earlier and has some', async () => {
  const running = [1, 2, 3].map((n) => new Asked(engine, `hello ${n}`, { ...endless, user: 'greedy' }));
  await Promise.all(running.map((asked) => asked.had('delta')));
  const earlier = new Asked(engine, 'again', { ...short, user: 'greedy' });
  await earlier.had('queued');
  const later = new Asked(engine, 'hello', { ...short, user: 'modest' });
  await later.had('queued');
  await earlier.had('queued', 2);
  expect([earlier.positions, later.positions]).toEqual([[1, 2], [1]]);
});

test('batch questions leave one slot free and go after interactive ones', async () => {
  const ask = (n: number) => new Asked(engine, `batch ${n}`, { ...endless, priority: 'batch', user: `user ${n}` });
  await Promise.all([1, 2].map((n) => ask(n).had('delta')));
  await Promise.all([3, 4].map((n) => ask(n).had('queued')));
  expect(engine.status()).toMatchObject({ running: 2, queued: 2 });
  const person = await new Asked(engine, 'hello', { ...short, user: 'user 1' }).done;
  expect(person.finish).toBe('length');
  expect(engine.status()).toMatchObject({ running: 2, queued: 2 });
});

test('background questions use every slot, and the newest answer makes room for a person', async () => {
  const background: Asked[] = [];
  // One after the other: of several that come at once, any may be the newest.
  for (const state of ['delta', 'delta', 'delta', 'queued'] as const) {
    const asked = new Asked(engine, `background ${background.length + 1}`, { ...endless, priority: 'background', user: 'a run' });
    background.push(asked);
    await asked.had(state);
  }
  expect(engine.status()).toMatchObject({ running: 3, queued: 1 });
  const person = await new Asked(engine, 'hello', { ...short, user: 'a person' }).done;
  expect(person.finish).toBe('length');
  const [, , third, fourth] = background;
  await expect(third!.done).rejects.toMatchObject({ code: 'preempted' });
  // The one that waited is next, and the older ones have gone on.
  await fourth!.had('delta');
  expect(background.map(({ events }) => events.at(-1)?.type)).toEqual(['delta', 'delta', 'delta', 'delta']);
  expect(engine.status()).toMatchObject({ running: 3, queued: 0 });
});

test('a batch question that would wait for another of its kind ends no background answer', async () => {
  const drafts = [1, 2].map((n) => new Asked(engine, `draft ${n}`, { ...endless, priority: 'batch', user: `user ${n}` }));
  await Promise.all(drafts.map((asked) => asked.had('delta')));
  const background = new Asked(engine, 'background', { ...endless, priority: 'background' });
  await background.had('delta');
  const third = new Asked(engine, 'draft 3', { ...short, priority: 'batch', user: 'user 3' });
  await third.had('queued');
  const before = background.tokens;
  await background.had('delta', before + 5);
  drafts[0]!.stop();
  expect((await third.done).finish).toBe('length');
  expect(background.events.at(-1)?.type).toBe('delta');
});
