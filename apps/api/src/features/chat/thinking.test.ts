import type { AnswerEvent } from '@llamune/contracts';
import { createScriptedEngine } from '@llamune/llm/scripted';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

const thought = '考え中';
const answer = (question: string) => `「${question}」への回答です。`;
const engine = createScriptedEngine({
  // Waits after the first piece of its thinking.
  ponder: { thought: ['考え', '中'], text: (question) => ['「', question, '」への', '回答です。'], gateAfter: 1 },
});

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let ids: { poc_id: number; model_id: number };

beforeAll(async () => {
  app = await testApp({ engine });
  const { poc, model } = await addSamples(app);
  ids = { poc_id: poc.id, model_id: model.id };
  evaluator = await app.signUp('evaluator');
});
afterAll(async () => app[Symbol.asyncDispose]());

const startSession = async (options: { multi_turn?: boolean; system_prompt?: string } = {}) => (await evaluator.call.sessions.create({ ...ids, ...options })).session_id;
const ask = async (question: string) => (await evaluator.call.chat.ask({ session_id: await startSession(), question })).log_id;
const watch = async (log_id: number, from: { after?: number; thinking_after?: number } = {}) => {
  const events: AnswerEvent[] = [];
  for await (const event of await evaluator.call.chat.watch({ log_id, ...from })) events.push(event);
  return events;
};
const textOf = (type: 'thinking' | 'delta', events: AnswerEvent[]) => events.map((event) => (event.type === type ? event.text : '')).join('');

test('is told apart from the answer, and before it', async () => {
  const events = await watch(await ask('thinking'));
  expect([textOf('thinking', events), textOf('delta', events)]).toEqual([thought, answer('thinking')]);
  const types = events.map(({ type }) => type);
  expect(types.lastIndexOf('thinking')).toBeLessThan(types.indexOf('delta'));
});

test('is kept with the log, apart from the answer; a model that does not think leaves it empty', async () => {
  const { log_id } = await evaluator.call.chat.send({ session_id: await startSession(), question: 'thinking' });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ thinking: thought, answer: answer('thinking') });
  const other = await evaluator.call.chat.send({ session_id: await startSession(), question: '質問' });
  expect(await evaluator.call.logs.get(other)).toMatchObject({ thinking: null, answer: answer('質問') });
});

test('POST /chat answers with the answer alone', async () => {
  const reply = await evaluator.request('POST', '/chat', { session_id: await startSession(), question: 'thinking' });
  expect(reply.json()).toMatchObject({ answer: answer('thinking') });
  expect(reply.body).not.toContain(thought);
});

test('a page that is loaded again in the middle of the thinking gets the rest of it, and the answer', async () => {
  const log_id = await ask('ponder');
  const before = await evaluator.call.chat.watch({ log_id });
  let seen = '';
  for await (const event of before) {
    if (event.type === 'thinking') seen += event.text;
    if (seen === '考え') break;
  }
  // It is on disk before it ends, and no answer yet.
  await expect.poll(() => evaluator.call.logs.get({ log_id }), { timeout: 5000 }).toMatchObject({ thinking: '考え', answer: '', finish_reason: null });
  const [rest, whole] = [watch(log_id, { thinking_after: seen.length }), watch(log_id)];
  engine.release();
  expect(textOf('thinking', await rest)).toBe('中');
  expect(textOf('thinking', await whole)).toBe(thought);
  for (const events of [await rest, await whole]) expect(textOf('delta', events)).toBe(answer('ponder'));
});

test('is replayed from any position when the answer has ended', async () => {
  const log_id = await ask('thinking');
  await watch(log_id);
  expect(await watch(log_id, { thinking_after: 1, after: 3 })).toEqual([
    { type: 'thinking', at: 1, text: thought.slice(1) },
    { type: 'delta', at: 3, text: answer('thinking').slice(3) },
    { type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null },
  ]);
});

test('comes by REST too', async () => {
  const log_id = await ask('thinking');
  await watch(log_id);
  const eventsOf = (body: string) => body.split('\n\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)) as AnswerEvent);
  const watched = await evaluator.request('GET', `/logs/${log_id}/stream?thinking_after=2`);
  expect(eventsOf(watched.body)[0]).toEqual({ type: 'thinking', at: 2, text: '中' });
  const asked = await evaluator.request('POST', '/chat', { session_id: await startSession(), question: 'thinking' }, { accept: 'text/event-stream' });
  expect(textOf('thinking', eventsOf(asked.body))).toBe(thought);
  expect((await evaluator.request('GET', `/logs/${log_id}`)).json()).toMatchObject({ thinking: thought });
});

test('stopped while it thinks: the thinking is kept, there is no answer', async () => {
  const log_id = await ask('ponder');
  await expect.poll(async () => (await evaluator.call.logs.get({ log_id })).thinking, { timeout: 5000 }).toBe('考え');
  await evaluator.call.chat.stop({ log_id });
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ thinking: '考え', answer: '', finish_reason: 'stopped' });
});

test('is never part of a later prompt, nor of the turns that a log records', async () => {
  const session_id = await startSession({ multi_turn: true, system_prompt: '' });
  await evaluator.call.chat.send({ session_id, question: 'thinking' });
  const { log_id } = await evaluator.call.chat.send({ session_id, question: '二' });
  expect(JSON.stringify(engine.asked.at(-1)!.messages)).not.toContain(thought);
  expect(engine.asked.at(-1)!.messages).toContainEqual({ role: 'assistant', content: answer('thinking') });
  expect(JSON.stringify((await evaluator.call.logs.get({ log_id })).turns)).not.toContain(thought);
});

test('is not what a search for text finds', async () => {
  await evaluator.call.chat.send({ session_id: await startSession(), question: 'thinking' });
  expect(await evaluator.call.logs.list({ search: thought })).toEqual([]);
});
