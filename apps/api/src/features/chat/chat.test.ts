import { createLlamuneClient, watchAnswer, type AnswerEvent } from '@llamune/contracts';
import type { ScriptedEngine } from '@llamune/llm/scripted';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';
import { AnswerRecovery } from './recover-answers.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let ids: { poc_id: number; model_id: number };

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  ids = { poc_id: poc.id, model_id: model.id };
  evaluator = await app.signUp('evaluator');
});
afterAll(async () => app[Symbol.asyncDispose]());

const startSession = async (options: { multi_turn?: boolean; system_prompt?: string } = {}) => (await evaluator.call.sessions.create({ ...ids, ...options })).session_id;
const ask = async (question: string) => (await evaluator.call.chat.ask({ session_id: await startSession(), question })).log_id;
/** The first piece is there, and the model waits for `release()`. */
const askSlow = async () => {
  const log_id = await ask('slow');
  await expect.poll(async () => (await evaluator.call.logs.get({ log_id })).answer, { timeout: 5000 }).toBe('「');
  return log_id;
};
const release = () => (app.services.engine as ScriptedEngine).release();
const watch = async (log_id: number, after = 0) => {
  const events: AnswerEvent[] = [];
  for await (const event of await evaluator.call.chat.watch({ log_id, after })) events.push(event);
  return events;
};
const textOf = (events: AnswerEvent[]) => events.map((event) => (event.type === 'delta' ? event.text : '')).join('');

describe('watching', () => {
  test('gets what there is, then what comes, then how it ended', async () => {
    const log_id = await askSlow();
    const watching = watch(log_id);
    release();
    const events = await watching;
    expect(textOf(events)).toBe('「slow」への回答です。');
    expect(events.at(-1)).toEqual({ type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null });
  });

  test('can be taken up again in the middle, by several at once, and after the end', async () => {
    const log_id = await askSlow();
    const both = Promise.all([watch(log_id, 1), watch(log_id, 3)]);
    release();
    expect((await both).map(textOf)).toEqual(['slow」への回答です。', 'ow」への回答です。']);
    expect(textOf(await watch(log_id, 5))).toBe('」への回答です。');
  });

  test('tells the place in the queue, that the model is loading, and that it has begun', async () => {
    const seen: string[] = [];
    const log_id = await ask('queued');
    for await (const { type } of await evaluator.call.chat.watch({ log_id })) seen.push(type);
    expect(seen.at(-1)).toBe('done');
    // A watcher reads states, not a history: which of the quick ones it meets is chance, their order is not.
    const order = ['queued', 'loading', 'started', 'delta', 'done'];
    expect(seen.map((type) => order.indexOf(type))).toEqual(seen.map((type) => order.indexOf(type)).toSorted((a, b) => a - b));
  });
});

test('somebody else’s answer is refused by tRPC over HTTP, and a client that watches gives up', async () => {
  const { log_id } = await evaluator.call.chat.send({ session_id: await startSession(), question: '質問' });
  const stranger = await app.signUp('evaluator');
  const url = await app.app.listen({ port: 0, host: '127.0.0.1' });
  const watching = watchAnswer(createLlamuneClient({ url, apiKey: stranger.apiKey }), log_id);
  await expect(watching.next()).rejects.toMatchObject({ data: { httpStatus: 404 }, message: 'Log not found' });
});

describe('stopping', () => {
  test('keeps what was generated and marks it', async () => {
    const log_id = await askSlow();
    expect(await evaluator.call.chat.stop({ log_id })).toEqual({ log_id, finish_reason: 'stopped' });
    expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ answer: '「', finish_reason: 'stopped' });
  });

  test('an answer without end is ended by the button', async () => {
    const log_id = await ask('never-ends');
    await evaluator.call.chat.stop({ log_id });
    expect((await evaluator.call.logs.get({ log_id })).finish_reason).toMatch(/stopped|length/);
  });

  test('twice, or after the end, changes nothing', async () => {
    const { log_id } = await evaluator.call.chat.send({ session_id: await startSession(), question: '質問' });
    expect(await evaluator.call.chat.stop({ log_id })).toEqual({ log_id, finish_reason: 'stop' });
  });
});

test('what is being generated is on disk before it ends', async () => {
  const log_id = await askSlow();
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ answer: '「', finish_reason: null });
  release();
  await watch(log_id);
});

test('a server that ended in the middle leaves the question and what there was, marked as interrupted', async () => {
  const log_id = await askSlow();
  await app.db.query('UPDATE conversation_logs SET server_id = 1 WHERE id = $1', [log_id]);
  // What the next server does at its start.
  expect(await new AnswerRecovery({ db: app.db, answers: app.services.answers, log: console }).recover()).toBe(1);
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ question: 'slow', answer: '「', finish_reason: 'interrupted', error_code: 'server_ended' });
  // Should that server live after all, nothing that it makes is lost.
  release();
  await watch(log_id);
  expect(await evaluator.call.logs.get({ log_id })).toMatchObject({ answer: '「slow」への回答です。', finish_reason: 'stop', error_code: null, error: null });
});

describe('a disk that is full while an answer is made', () => {
  // PostgreSQL itself says 53100 here, as it does when its disk is full.
  const fill = () =>
    app.db.query(`CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON conversation_logs FOR EACH ROW EXECUTE FUNCTION disk_full()`);
  const free = () => app.db.query('DROP TRIGGER disk_full ON conversation_logs; DROP FUNCTION disk_full()');

  test('refuses new questions with the cause, keeps the answer in memory, and saves it when there is space again', async () => {
    const log_id = await askSlow();
    const { session_id } = await evaluator.call.logs.get({ log_id });
    await fill();
    try {
      const refused = await evaluator.request('POST', '/chat', { session_id, question: '次の質問' });
      expect([refused.statusCode, refused.json()]).toEqual([503, { detail: expect.stringContaining('disk of the database is full') }]);
      release();
      await expect.poll(() => textSoFar(log_id)).toBe('「slow」への回答です。');
      // Whoever waits is told before long, not left waiting for the disk.
      expect((await watch(log_id)).at(-1)).toMatchObject({ type: 'done', error_code: 'not_saved', error: expect.stringContaining('disk') });
    } finally {
      await free();
    }
    await expect.poll(() => evaluator.call.logs.get({ log_id }), { timeout: 15_000 }).toMatchObject({ answer: '「slow」への回答です。', finish_reason: 'stop' });
  });

  /** Everything that a watcher can get now, without waiting for the end. */
  const textSoFar = async (log_id: number) => {
    let text = '';
    for await (const event of await evaluator.call.chat.watch({ log_id })) {
      if (event.type === 'delta') text += event.text;
      if (text.endsWith('。')) break;
    }
    return text;
  };
});

describe('what is asked of the model', () => {
  const askedMessages = () => (app.services.engine as ScriptedEngine).asked.at(-1)!.messages;

  test('one question alone, with the system prompt of the session', async () => {
    const session_id = await startSession({ system_prompt: '簡潔に。' });
    await evaluator.call.chat.send({ session_id, question: '一' });
    await evaluator.call.chat.send({ session_id, question: '二' });
    expect(askedMessages()).toEqual([
      { role: 'system', content: '簡潔に。' },
      { role: 'user', content: '二' },
    ]);
  });

  test('in a conversation, with the turns before it, which the log records', async () => {
    const session_id = await startSession({ multi_turn: true, system_prompt: '' });
    const first = await evaluator.call.chat.send({ session_id, question: '一' });
    const { log_id } = await evaluator.call.chat.send({ session_id, question: '二' });
    expect(askedMessages()).toEqual([
      { role: 'user', content: '一' },
      { role: 'assistant', content: '「一」への回答です。' },
      { role: 'user', content: '二' },
    ]);
    expect((await evaluator.call.logs.get({ log_id })).turns).toEqual([{ log_id: first.log_id, question: '一', answer: '「一」への回答です。' }]);
  });

  test('the PoC’s prompt of the moment the session started, whatever becomes of it', async () => {
    const admin = await app.signUp('admin');
    const session_id = await startSession();
    await admin.call.pocs.update({ poc_id: ids.poc_id, default_system_prompt: '変更後' });
    const { log_id } = await evaluator.call.chat.send({ session_id, question: '質問' });
    expect((await evaluator.call.logs.get({ log_id })).system_prompt).toBe('既定のプロンプト');
  });

  test('with the seed that is stored', async () => {
    const { log_id } = await evaluator.call.chat.send({ session_id: await startSession(), question: '質問' });
    const { seed } = (await evaluator.call.logs.get({ log_id })).sampling;
    expect((app.services.engine as ScriptedEngine).asked.at(-1)!.sampling).toMatchObject({ seed, temperature: 0, repeatPenalty: 1 });
  });
});
