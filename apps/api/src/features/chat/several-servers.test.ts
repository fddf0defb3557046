import { createLlamuneClient, watchAnswer, type AnswerEvent, type LlamuneClient } from '@llamune/contracts';
import type { ScriptedEngine } from '@llamune/llm/scripted';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';
import { AnswerRecovery } from './recover-answers.js';

/** Two servers on one database, and one user who meets now the one, now the other, as behind a proxy. */
let one: TestApp;
let other: TestApp;
let atOne: LlamuneClient;
let atOther: LlamuneClient;
let user: Awaited<ReturnType<TestApp['signUp']>>;
let otherUrl: string;
let ids: { poc_id: number; model_id: number };

beforeAll(async () => {
  one = await testApp();
  other = await testApp({ beside: one });
  const { poc, model } = await addSamples(one);
  ids = { poc_id: poc.id, model_id: model.id };
  user = await one.signUp('evaluator');
  const listening = { port: 0, host: '127.0.0.1' };
  const oneUrl = await one.app.listen(listening);
  otherUrl = await other.app.listen(listening);
  atOne = createLlamuneClient({ url: oneUrl, apiKey: user.apiKey });
  atOther = createLlamuneClient({ url: otherUrl, apiKey: user.apiKey });
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

const ask = async (client: LlamuneClient, question: string) => {
  const { session_id } = await client.sessions.create.mutate(ids);
  return (await client.chat.ask.mutate({ session_id, question })).log_id;
};
const logOf = (log_id: number) => atOne.logs.get.query({ log_id });
const isOnDisk = (log_id: number, answer: string) => expect.poll(async () => (await logOf(log_id)).answer, { timeout: 5000 }).toContain(answer);
const release = ({ services }: TestApp) => (services.engine as ScriptedEngine).release();
const silent = { warn: () => {}, error: () => {} };
/** A third server, which answers nothing: only its recovery is used. */
const bystander = async () => {
  const app = await testApp({ beside: one });
  onTestFinished(() => app[Symbol.asyncDispose]());
  return app;
};

describe('watching at the server that does not make the answer', () => {
  test('gets what there is, then what comes, then how it ended', async () => {
    const log_id = await ask(atOne, 'slow');
    await isOnDisk(log_id, '「');
    const events: AnswerEvent[] = [];
    for await (const event of watchAnswer(atOther, log_id)) {
      events.push(event);
      if (event.type === 'delta' && event.at === 0) release(one);
    }
    expect(events).toEqual([
      { type: 'delta', at: 0, text: '「' },
      { type: 'delta', at: 1, text: 'slow」への回答です。' },
      { type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null },
    ]);
  });

  test('gets the thinking too, and how it failed', async () => {
    const thought = await ask(atOne, 'thinking');
    const failed = await ask(atOne, 'fail-midway');
    const textsOf = async (log_id: number) => {
      const events: AnswerEvent[] = [];
      for await (const event of watchAnswer(atOther, log_id)) events.push(event);
      return events;
    };
    expect(await textsOf(thought)).toMatchObject([{ type: 'thinking', text: '考え中' }, { type: 'delta' }, { type: 'done', finish_reason: 'stop' }]);
    expect((await textsOf(failed)).at(-1)).toMatchObject({ type: 'done', finish_reason: 'failed', error_code: 'engine_crashed' });
  });

  test('by REST stops looking when the reader goes away', async () => {
    const log_id = await ask(atOne, 'slow');
    await isOnDisk(log_id, '「');
    const looks = vi.spyOn(other.services.db, 'getRepository');
    onTestFinished(() => looks.mockRestore());
    const leaving = new AbortController();
    const reply = await fetch(`${otherUrl}/logs/${log_id}/stream`, { headers: { 'x-api-key': user.apiKey }, signal: leaving.signal });
    const reader = reply.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('「');
    await expect.poll(() => looks.mock.calls.length, { timeout: 5000 }).toBeGreaterThan(3);
    leaving.abort();
    await expect.poll(async () => {
      const before = looks.mock.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 1200));
      return looks.mock.calls.length - before;
    }, { timeout: 10_000 }).toBe(0);
    expect((await logOf(log_id)).finish_reason).toBeNull();
    await atOne.chat.stop.mutate({ log_id });
  });
});

describe('stopping at the server that does not make the answer', () => {
  test('ends it, and waits until that is on disk', async () => {
    const log_id = await ask(atOne, 'never-ends');
    expect(await atOther.chat.stop.mutate({ log_id })).toEqual({ log_id, finish_reason: 'stopped' });
    expect(await logOf(log_id)).toMatchObject({ finish_reason: 'stopped', error_code: null });
  });

  test('leaves every other answer alone', async () => {
    const [stopped, running, others] = [await ask(atOne, 'never-ends'), await ask(atOne, 'never-ends'), await ask(atOther, 'never-ends')];
    await atOther.chat.stop.mutate({ log_id: stopped });
    expect([(await logOf(running)).finish_reason, (await logOf(others)).finish_reason]).toEqual([null, null]);
    await Promise.all([atOther.chat.stop.mutate({ log_id: running }), atOne.chat.stop.mutate({ log_id: others })]);
  });

  test('works although the connection over which it is told has just been lost', async () => {
    const log_id = await ask(atOne, 'never-ends');
    await one.db.query('SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = 7270010 AND objid = $1', [one.server.serverId]);
    expect(await atOther.chat.stop.mutate({ log_id })).toEqual({ log_id, finish_reason: 'stopped' });
  });

  test('is refused with what to do when the server that makes it does not react', async () => {
    const deaf = await bystander();
    const stranger = await deaf.signUp('evaluator');
    const { session_id } = await stranger.call.sessions.create(ids);
    const { log_id } = await stranger.call.chat.ask({ session_id, question: 'never-ends' });
    await deaf.server.release();
    const reply = await fetch(`${otherUrl}/logs/${log_id}/stop`, { method: 'PUT', headers: { 'x-api-key': stranger.apiKey } });
    expect([reply.status, reply.headers.get('retry-after'), await reply.json()]).toEqual([503, '10', { detail: expect.stringContaining('Try again') }]);
  });

  test('somebody else’s is refused as if it were not there', async () => {
    const log_id = await ask(atOne, 'never-ends');
    const stranger = await other.signUp('evaluator');
    await expect(stranger.call.chat.stop({ log_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await atOther.chat.stop.mutate({ log_id });
  });
});

describe('a server that has ended', () => {
  test('leaves its answers, and only its, to be marked by another one that starts', async () => {
    const dying = await bystander();
    const owner = await dying.signUp('evaluator');
    const { session_id } = await owner.call.sessions.create(ids);
    const { log_id: cutOff } = await owner.call.chat.ask({ session_id, question: 'slow' });
    await isOnDiskOf(owner, cutOff);
    const running = await ask(atOne, 'slow');
    const starting = await bystander();
    const recovery = new AnswerRecovery({ db: starting.db, answers: starting.services.answers, log: silent });
    expect(await recovery.recover()).toBe(0);
    // As when its process is killed: its lock is gone, and whatever it still does is not heard of.
    await dying.server.release();
    expect(await recovery.recover()).toBe(1);
    expect(await owner.call.logs.get({ log_id: cutOff })).toMatchObject({ question: 'slow', answer: '「', finish_reason: 'interrupted', error_code: 'server_ended' });
    expect(await logOf(running)).toMatchObject({ finish_reason: null });
    await atOne.chat.stop.mutate({ log_id: running });
  });

  test('is noticed by the servers that run, at the second look', async () => {
    const dying = await bystander();
    const owner = await dying.signUp('evaluator');
    const { session_id } = await owner.call.sessions.create(ids);
    const { log_id } = await owner.call.chat.ask({ session_id, question: 'slow' });
    const running = await ask(atOne, 'slow');
    const recoveries = [one, other].map(({ db, services: { answers } }) => new AnswerRecovery({ db, answers, log: silent, everyMs: 100 }));
    for (const recovery of recoveries) recovery.start();
    await dying.server.release();
    // Whoever watches elsewhere is told, not left waiting.
    const watched: AnswerEvent[] = [];
    for await (const event of watchAnswer(createLlamuneClient({ url: otherUrl, apiKey: owner.apiKey }), log_id)) watched.push(event);
    expect(watched.at(-1)).toMatchObject({ type: 'done', finish_reason: 'interrupted', error_code: 'server_ended' });
    expect((await logOf(running)).finish_reason).toBeNull();
    await Promise.all(recoveries.map((recovery) => recovery.close()));
    await atOne.chat.stop.mutate({ log_id: running });
  });

  test('that was taken for one, but lives, goes on with its answer', async () => {
    const log_id = await ask(atOne, 'never-ends');
    await one.db.query("UPDATE conversation_logs SET finish_reason = 'interrupted', error_code = 'server_ended', error = 'x', server_id = NULL WHERE id = $1", [log_id]);
    await expect.poll(() => logOf(log_id), { timeout: 5000 }).toMatchObject({ finish_reason: null, error_code: null, error: null });
    expect(await atOther.chat.stop.mutate({ log_id })).toEqual({ log_id, finish_reason: 'stopped' });
  });

  test('an answer that ends in the moment in which it is marked keeps its own end', async () => {
    const log_id = await ask(atOne, 'slow');
    await isOnDisk(log_id, '「');
    await one.db.query('UPDATE conversation_logs SET server_id = 1 WHERE id = $1', [log_id]);
    const starting = await bystander();
    const recovery = new AnswerRecovery({ db: starting.db, answers: starting.services.answers, log: silent });
    const runner = one.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query("UPDATE conversation_logs SET answer = '終わりまで', finish_reason = 'stop' WHERE id = $1", [log_id]);
    const recovered = recovery.recover();
    const waiting = () => one.db.query("SELECT 1 AS it_waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE%'");
    await expect.poll(waiting, { timeout: 5000 }).toEqual([{ it_waits: 1 }]);
    await runner.commitTransaction();
    await runner.release();
    expect(await recovered).toBe(0);
    expect(await logOf(log_id)).toMatchObject({ answer: '終わりまで', finish_reason: 'stop' });
    release(one);
  });
});

test('a question that is on disk although the database said no is marked in the end', async () => {
  const { session_id } = await atOne.sessions.create.mutate(ids);
  const { log_id } = await atOne.chat.send.mutate({ session_id, question: '質問' });
  const forget = (age: string) => one.db.query(`UPDATE conversation_logs SET finish_reason = NULL, server_id = $2, timestamp = now() - $3::interval WHERE id = $1`, [log_id, one.server.serverId, age]);
  const recovery = new AnswerRecovery({ db: one.db, answers: one.services.answers, log: silent });
  await forget('1 minute');
  expect(await recovery.recover()).toBe(0);
  await forget('3 minutes');
  expect(await recovery.recover()).toBe(1);
  expect(await logOf(log_id)).toMatchObject({ finish_reason: 'interrupted' });
});

const isOnDiskOf = (owner: typeof user, log_id: number) => expect.poll(async () => (await owner.call.logs.get({ log_id })).answer, { timeout: 5000 }).toBe('「');
