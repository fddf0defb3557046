import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createServerEngine, type LlmEngine, type ServerEngineOptions } from '../../src/index.js';
import { chunk, fallsSilent, hangs, refuses, resets, says, startModelServer, streams, type ModelServer, type Reply } from '../../src/testing/index.js';
import { allOf, ask, type Told } from './openai-asking.js';

async function serverWith(reply: Reply, options: ServerEngineOptions = {}): Promise<{ engine: LlmEngine; server: ModelServer }> {
  const server = await startModelServer(reply);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { engine: createServerEngine({ retryMs: 10, ...options }), server };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const unending: Reply = async (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  while (!response.destroyed) {
    response.write(chunk({ content: 'まだ' }));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

test.each<[string, Reply, string]>([
  ['before the first byte', hangs(), ''],
  ['before the first token', fallsSilent(': wait\n\n'), ''],
  ['in the middle of an answer', fallsSilent(chunk({ content: '途中' })), '途中'],
  ['within a tag that may come', fallsSilent(chunk({ content: '途中' }), chunk({ content: '<think>' })), '途中<think>'],
])('an abort %s ends it with what there is, and the server sees its connection close', async (_name, reply, text) => {
  const { engine, server } = await serverWith(reply);
  const stop = new AbortController();
  const answer = allOf(ask(engine, server, { signal: stop.signal }));
  await until(() => server.asked.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  const { answer: said, done, error } = await answer;
  expect([said, done?.finish, error]).toEqual([text, 'aborted', undefined]);
  await server.asked[0]!.closed;
  expect(engine.status()).toMatchObject({ running: 0, queued: 0 });
});

test('an abort stops a server that goes on and on', async () => {
  const { engine, server } = await serverWith(unending);
  const stop = new AbortController();
  const answer = allOf(ask(engine, server, { signal: stop.signal }));
  setTimeout(() => stop.abort(), 100);
  const { answer: said, done } = await answer;
  expect([done?.finish, said.startsWith('まだまだ')]).toEqual(['aborted', true]);
  expect(done!.usage.completionTokens).toBe(said.length / 2);
  await server.asked[0]!.closed;
});

test('an abort before the beginning asks nobody', async () => {
  const { engine, server } = await serverWith(says('a'));
  expect(await allOf(ask(engine, server, { signal: AbortSignal.abort() }))).toMatchObject({ kinds: ['done'], done: { finish: 'aborted', fingerprint: { server: null } } });
  expect(server.asked).toEqual([]);
});

test('an abort between two tries ends the waiting', async () => {
  const { engine, server } = await serverWith(refuses(429, '', { 'retry-after': '15' }));
  const stop = new AbortController();
  const answer = allOf(ask(engine, server, { signal: stop.signal }));
  await until(() => server.asked.length === 1);
  setTimeout(() => stop.abort(), 50);
  expect((await answer).done?.finish).toBe('aborted');
});

test('an abort in the queue ends the waiting, and the place is free', async () => {
  const { engine, server } = await serverWith(fallsSilent(chunk({ content: 'a' })), { maxConcurrent: 1 });
  const stop = new AbortController();
  const first = ask(engine, server);
  await first.next();
  const second = allOf(ask(engine, server, { signal: stop.signal }));
  await until(() => engine.status().queued === 1);
  stop.abort();
  expect(await second).toMatchObject({ kinds: ['queued', 'done'], done: { finish: 'aborted' } });
  expect([engine.status().queued, server.asked.length]).toEqual([0, 1]);
  await first.return(undefined);
});

test('leaving the loop closes the connection', async () => {
  const { engine, server } = await serverWith(unending);
  for await (const event of ask(engine, server)) if (event.type === 'delta') break;
  await server.asked[0]!.closed;
  await until(() => engine.status().running === 0);
  expect(server.asked).toHaveLength(1);
});

test('leaving while the next event is waited for closes the connection too', async () => {
  const { engine, server } = await serverWith(fallsSilent());
  const answer = ask(engine, server);
  await answer.next();
  const next = answer.next();
  await answer.return(undefined);
  expect((await next).done).toBe(true);
  await server.asked[0]!.closed;
});

test('the deadline ends an answer with what there is', async () => {
  const { engine, server } = await serverWith(unending);
  const { answer, done } = await allOf(ask(engine, server, { deadlineMs: 200 }));
  expect([done?.finish, answer.startsWith('まだ')]).toEqual(['deadline', true]);
  await server.asked[0]!.closed;
});

test.each<[string, Reply]>([
  ['the first byte', hangs()],
  ['the first token', fallsSilent(': wait\n\n')],
  ['the next try', refuses(503, '', { 'retry-after': '10' })],
  ['the end of loading', refuses(503, { error: { message: 'Loading model' } })],
])('the deadline before %s is an error', async (_name, reply) => {
  const { engine, server } = await serverWith(reply);
  expect(await allOf(ask(engine, server, { deadlineMs: 150 }))).toMatchObject({ done: undefined, error: { code: 'deadline' } });
  expect(server.asked.length).toBeGreaterThan(0);
});

test('an answer that is complete is complete, though its deadline comes before its figures', async () => {
  const { engine, server } = await serverWith(fallsSilent(chunk({ content: 'a' }, { finish: 'length' })));
  expect((await allOf(ask(engine, server, { deadlineMs: 150 }))).done?.finish).toBe('length');
});

test('the deadline counts from the question, the waiting included', async () => {
  const { engine, server } = await serverWith(fallsSilent(), { maxConcurrent: 1 });
  const first = ask(engine, server);
  await first.next();
  expect(await allOf(ask(engine, server, { deadlineMs: 100 }))).toMatchObject({ kinds: ['queued'], error: { code: 'deadline' } });
  await first.return(undefined);
});

test('a deadline of a month is no deadline of a millisecond', async () => {
  const { engine, server } = await serverWith(streams(50, chunk({ content: 'a' }, { finish: 'stop' }), 'data: [DONE]\n\n'));
  expect((await allOf(ask(engine, server, { deadlineMs: 30 * 24 * 3600 * 1000 }))).answer).toBe('a');
});

test('silence in the middle of an answer is a failure; comments are no silence', async () => {
  const silent = await serverWith(fallsSilent(chunk({ content: 'a' })), { idleMs: 100 });
  expect(await told(silent)).toMatchObject({ answer: 'a', error: { code: 'server_failed', message: expect.stringContaining('fell silent') } });
  await silent.server.asked[0]!.closed;
  const pings = Array.from({ length: 6 }, () => [100, ': ping\n\n']).flat();
  const alive = await serverWith(streams(chunk({ content: 'a' }), ...pings, chunk({ content: 'b' }, { finish: 'stop' }), 'data: [DONE]\n\n'), { idleMs: 300 });
  expect(await told(alive)).toMatchObject({ answer: 'ab', done: { finish: 'stop' } });
});

test('silence before the first token is no failure, unless a limit is set', async () => {
  const patient = await serverWith(streams(300, chunk({ content: 'a' }, { finish: 'stop' }), 'data: [DONE]\n\n'), { idleMs: 100 });
  expect((await told(patient)).answer).toBe('a');
  const impatient = await serverWith(hangs(), { firstTokenMs: 100 });
  expect((await told(impatient)).error).toMatchObject({ code: 'server_unreachable', message: expect.stringContaining('0.1 s') });
});

test('a refusal whose text never ends is not waited for', async () => {
  const { engine, server } = await serverWith((response) => void response.writeHead(400, { 'content-type': 'application/json' }).write('{"error":'), { listMs: 100 });
  expect((await allOf(ask(engine, server))).error?.code).toBe('server_unreachable');
});

test('a connection that does not stand after connectMs is given up', async () => {
  // It takes the connection, but never its part in the TLS handshake.
  const mute = createServer();
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  onTestFinished(() => void mute.close());
  const { error } = await allOf(ask(createServerEngine({ connectMs: 100 }), { baseUrl: `https://127.0.0.1:${(mute.address() as AddressInfo).port}/v1` }));
  expect(error).toMatchObject({ code: 'server_unreachable', message: expect.stringContaining('no connection within 0.1 s') });
});

test('a closed engine ends its answers and takes no more', async () => {
  const { engine, server } = await serverWith(unending, { maxConcurrent: 1 });
  const answers = [allOf(ask(engine, server)), allOf(ask(engine, server))];
  await until(() => server.asked.length === 1);
  await engine.close();
  for (const { error } of await Promise.all(answers)) expect(error?.code).toBe('engine_crashed');
  await server.asked[0]!.closed;
  expect((await allOf(ask(engine, server))).error?.code).toBe('engine_error');
  await expect(engine.load({ baseUrl: server.baseUrl, model: 'test-model' })).rejects.toMatchObject({ code: 'engine_error' });
});

test('a connection that is cut does not hold its place', async () => {
  const { engine, server } = await serverWith(resets(), { maxConcurrent: 1 });
  await Promise.all([allOf(ask(engine, server)), allOf(ask(engine, server)), allOf(ask(engine, server))]);
  expect([engine.status().running, engine.status().queued, server.asked.length]).toEqual([0, 0, 9]);
});

function told({ engine, server }: { engine: LlmEngine; server: ModelServer }): Promise<Told> {
  return allOf(ask(engine, server));
}
