import { expect, test } from 'vitest';
import { LlmError, type AnswerEvent, type AnswerOptions } from '../../src/index.js';
import { createScriptedEngine, type ScriptedEngine } from '../../src/scripted/index.js';

const sampling = { temperature: 0, topP: 1, topK: 40, minP: 0, repeatPenalty: 1, seed: 1, maxTokens: 100 };

function ask(engine: ScriptedEngine, content: string, options: Partial<AnswerOptions> = {}, { file = '/models/any.gguf', maxTokens = 100 } = {}): AsyncIterable<AnswerEvent> {
  return engine.answer({ source: { file }, messages: [{ role: 'user', content }], sampling: { ...sampling, maxTokens } }, { user: 'someone', deadlineMs: 10_000, ...options });
}

async function all(events: AsyncIterable<AnswerEvent>): Promise<{ text: string; kinds: string[]; finish: string | undefined }> {
  const found: AnswerEvent[] = [];
  for await (const event of events) found.push(event);
  const last = found.at(-1);
  return {
    text: found.map((event) => (event.type === 'delta' && event.channel === 'answer' ? event.text : '')).join(''),
    kinds: found.map(({ type }) => type),
    finish: last?.type === 'done' ? last.finish : undefined,
  };
}

test('any question is answered with itself', async () => {
  expect(await all(ask(createScriptedEngine(), '売掛金とは？'))).toEqual({ text: '「売掛金とは？」への回答です。', kinds: ['started', 'delta', 'delta', 'delta', 'delta', 'done'], finish: 'stop' });
});

test('the first word of the question chooses the scenario, or else the name of the model file', async () => {
  const engine = createScriptedEngine();
  expect((await all(ask(engine, 'empty please'))).text).toBe('');
  expect((await all(ask(engine, 'anything', {}, { file: '/models/empty.gguf' }))).text).toBe('');
});

test('own scenarios are added to the standard ones', async () => {
  const engine = createScriptedEngine({ greeting: { text: () => ['hi'] } });
  expect((await all(ask(engine, 'greeting'))).text).toBe('hi');
});

test('"slow" waits for its release', async () => {
  const engine = createScriptedEngine();
  const answer = all(ask(engine, 'slow'));
  const first = await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('waiting'), 50))]);
  expect([first, engine.status().running]).toEqual(['waiting', 1]);
  engine.release();
  expect((await answer).finish).toBe('stop');
  expect(engine.status().running).toBe(0);
});

test('"fail-midway" throws after two pieces of text', async () => {
  const kinds: string[] = [];
  const read = async (): Promise<void> => {
    for await (const { type } of ask(createScriptedEngine(), 'fail-midway')) kinds.push(type);
  };
  await expect(read()).rejects.toMatchObject({ code: 'engine_crashed' });
  expect(kinds).toEqual(['started', 'delta', 'delta']);
});

test.each([
  ['queue-full', { code: 'queue_full', retryAfterMs: 5000 }],
  ['too-long', { code: 'context_length_exceeded', promptTokens: 5000, contextSize: 4096 }],
  ['missing-model', { code: 'model_not_found' }],
  ['corrupt-model', { code: 'model_corrupt' }],
])('"%s" is refused before anything is generated', async (scenario, error) => {
  await expect(ask(createScriptedEngine(), scenario)[Symbol.asyncIterator]().next()).rejects.toMatchObject(error);
});

test('a missing model can be neither loaded nor inspected', async () => {
  const engine = createScriptedEngine();
  await expect(engine.load({ file: 'missing-model.gguf' })).rejects.toBeInstanceOf(LlmError);
  await expect(engine.inspect({ file: 'missing-model.gguf' })).rejects.toBeInstanceOf(LlmError);
});

test('an answer is no longer than maxTokens', async () => {
  expect(await all(ask(createScriptedEngine(), '長い質問', {}, { maxTokens: 2 }))).toMatchObject({ finish: 'length', text: '「長い質問' });
});

test('"never-ends" ends by a signal, by its deadline, or by the end of the engine', async () => {
  const engine = createScriptedEngine();
  const stop = new AbortController();
  const aborted = all(ask(engine, 'never-ends', { signal: stop.signal }));
  setTimeout(() => stop.abort(), 20);
  expect((await aborted).finish).toBe('aborted');
  expect((await all(ask(engine, 'never-ends', { deadlineMs: 20 }))).finish).toBe('deadline');
  const closed = all(ask(engine, 'never-ends'));
  setTimeout(() => void engine.close(), 20);
  await expect(closed).rejects.toMatchObject({ code: 'engine_crashed' });
});

test('"queued" tells its places and the loading first', async () => {
  expect((await all(ask(createScriptedEngine(), 'queued'))).kinds.slice(0, 5)).toEqual(['queued', 'queued', 'queued', 'loading', 'started']);
});

test('"thinking" has thoughts in their own channel', async () => {
  const thoughts = [];
  for await (const event of ask(createScriptedEngine(), 'thinking')) if (event.type === 'delta' && event.channel === 'thought') thoughts.push(event.text);
  expect(thoughts).toEqual(['考え', '中']);
});

test('what was asked can be looked at', async () => {
  const engine = createScriptedEngine();
  await all(ask(engine, 'one'));
  await all(ask(engine, 'two'));
  expect(engine.asked.map(({ messages }) => messages.at(-1)?.content)).toEqual(['one', 'two']);
});
