import { afterAll, afterEach, expect, test } from 'vitest';
import { createLlamaEngine, LlmError, type AnswerEvent } from '../../src/index.js';
import { Asked, eventually, sampling, stopAll } from './asking.js';
import { randomModels, slow } from './random-models.js';

const models = randomModels();
const source = models.model('slow', slow);
const engine = createLlamaEngine({ slots: 2, contextSize: 2048 });
afterAll(async () => {
  await engine.close();
  models[Symbol.dispose]();
});

afterEach(() => stopAll(engine));

const endless = { source, sampling: { maxTokens: 1500 } };
const longPrompt = 'long prompt '.repeat(200);

test('an answer ends with "length" after maxTokens', async () => {
  const asked = new Asked(engine, 'hello', { source, sampling: { maxTokens: 7 } });
  const done = await asked.done;
  expect(done).toMatchObject({ finish: 'length', usage: { completionTokens: 7 } });
});

test('an answer ends with "length" at the end of the context, and no earlier message is dropped', async () => {
  const small = createLlamaEngine({ slots: 1, contextSize: 256 });
  const done = await new Asked(small, 'hello', { source, sampling: { maxTokens: 5000 } }).done;
  await small.close();
  expect(done.finish).toBe('length');
  expect(done.fingerprint.contextSize).toBe(256);
  expect(done.usage.promptTokens + done.usage.completionTokens).toBe(256);
});

test('stopping in the middle keeps the text and tells the usage', async () => {
  const asked = new Asked(engine, 'hello', endless);
  await asked.had('delta', 5);
  asked.stop();
  const done = await asked.done;
  expect(done.finish).toBe('aborted');
  expect(asked.text.length).toBeGreaterThan(0);
  expect(done.usage.completionTokens).toBeGreaterThanOrEqual(5);
  expect(done.usage.completionTokens).toBeLessThan(1500);
});

test('stopping while a long prompt is evaluated does not wait for the rest of it', async () => {
  const whole = await new Asked(engine, `${longPrompt} 1`, { source, sampling: { maxTokens: 1 } }).done;
  const asked = new Asked(engine, `other ${longPrompt}`, endless);
  await asked.had('started');
  asked.stop();
  const done = await asked.done;
  expect(done).toMatchObject({ finish: 'aborted', usage: { completionTokens: 0 }, timing: { timeToFirstTokenMs: null } });
  expect(asked.text).toBe('');
  // One piece of 64 tokens of more than 1000; the bound is half of the whole.
  expect(done.usage.promptTokens).toBeGreaterThan(1000);
  expect(done.timing.durationMs).toBeLessThan(whole.timing.durationMs / 2);
});

test('a signal that is aborted already ends the answer before anything runs', async () => {
  const asked = new Asked(engine, 'hello', { source, signal: AbortSignal.abort() });
  expect((await asked.done).finish).toBe('aborted');
  expect(asked.events).toHaveLength(1);
});

test('leaving the loop stops the answer', async () => {
  const request = { source, messages: [{ role: 'user' as const, content: 'hello' }], sampling: sampling({ maxTokens: 1500 }) };
  let last: AnswerEvent | undefined;
  for await (const event of engine.answer(request, { user: 'someone', deadlineMs: 50_000 })) {
    last = event;
    if (event.type === 'delta') break;
  }
  expect(last?.type).toBe('delta');
  // Both slots are free again long before 1500 tokens: the next two answers run at once.
  const next = [new Asked(engine, 'a', { source, sampling: { maxTokens: 3 } }), new Asked(engine, 'b', { source, sampling: { maxTokens: 3 } })];
  await Promise.all(next.map(({ done }) => done));
  expect(engine.status().running).toBe(0);
});

test('return() ends a reader that waits for its next event', async () => {
  const request = { source, messages: [{ role: 'user' as const, content: longPrompt }], sampling: sampling({ maxTokens: 1500 }) };
  const reader = engine.answer(request, { user: 'someone', deadlineMs: 50_000 })[Symbol.asyncIterator]();
  await reader.next();
  const waiting = [reader.next(), reader.next(), reader.next()];
  await reader.return?.();
  expect((await Promise.all(waiting)).at(-1)).toEqual({ done: true, value: undefined });
  await eventually(() => engine.status().running === 0);
});

test('nothing runs before the answer is read', async () => {
  engine.answer({ source, messages: [{ role: 'user', content: 'hello' }], sampling: sampling() }, { user: 'someone', deadlineMs: 1000 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(engine.status()).toMatchObject({ queued: 0, running: 0 });
});

test('a deadline ends a running answer with what it has', async () => {
  const asked = new Asked(engine, 'hello', { ...endless, deadlineMs: 1000 });
  const done = await asked.done;
  expect(done.finish).toBe('deadline');
  expect(asked.text.length).toBeGreaterThan(0);
});

test('a deadline ends a question in the queue with an error', async () => {
  const running = [1, 2].map((n) => new Asked(engine, `hello ${n}`, endless));
  await Promise.all(running.map((asked) => asked.had('delta')));
  const late = new Asked(engine, 'too late', { ...endless, deadlineMs: 100 });
  await expect(late.done).rejects.toMatchObject({ name: 'LlmError', code: 'deadline' });
  expect(late.positions).toEqual([1]);
  expect(engine.status().running).toBe(2);
});

test('a prompt that is too long is refused with both counts, and others go on', async () => {
  const fits = new Asked(engine, 'hello', { source, sampling: { maxTokens: 20 } });
  const error: unknown = await new Asked(engine, 'many words '.repeat(1500), { source }).done.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LlmError);
  expect(error).toMatchObject({ code: 'context_length_exceeded', contextSize: 2048 });
  expect((error as LlmError).promptTokens).toBeGreaterThan(2048);
  expect((error as LlmError).message).toMatch(/takes at most \d+/);
  expect((await fits.done).finish).toBe('length');
});
