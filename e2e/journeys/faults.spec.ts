import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { watchAnswer, type LlamuneClient } from '@llamune/contracts';
import { writeRandomModel } from '@llamune/llm/testing';
import { Server, until } from '../server.js';

test.describe.configure({ mode: 'serial' });
let server: Server;
let admin: LlamuneClient;
let slow: { poc_id: number; model_id: number };

test.beforeAll(async () => {
  server = await Server.start({ ADMIN_API_KEY: 'e2e-admin-key-for-the-fault-tests' });
  admin = server.client('e2e-admin-key-for-the-fault-tests');
  const model = await server.addSlowModel(admin);
  slow = { poc_id: 1, model_id: model.id };
});
test.afterAll(async () => server.dispose());

const askSlowly = async () => {
  const { session_id } = await admin.sessions.create.mutate({ ...slow, sampling: { max_tokens: 3000 } });
  const { log_id } = await admin.chat.ask.mutate({ session_id, question: '長い答え' });
  await until(async () => (await admin.logs.get.query({ log_id })).answer.length > 20);
  return log_id;
};
test('kill -9 of the server in the middle of an answer: after the next start the question is there with what had been generated', async () => {
  const log_id = await askSlowly();
  const { answer } = await admin.logs.get.query({ log_id });
  await server.kill();
  await server.run();
  const log = await admin.logs.get.query({ log_id });
  expect(log).toMatchObject({ question: '長い答え', finish_reason: 'interrupted', error_code: 'server_ended' });
  expect(log.answer.startsWith(answer)).toBe(true);
  const { session_id } = await admin.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  expect((await admin.chat.send.mutate({ session_id, question: '売掛金とは何ですか？' })).finish_reason).toBe('stop');
});

test('kill -9 of the inference process: a clear error at once, the part is kept, the next question is answered', async () => {
  const log_id = await askSlowly();
  const workers = server.childrenWith('llm');
  expect(workers.length).toBeGreaterThan(0);
  const killedAt = Date.now();
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  await until(async () => (await admin.logs.get.query({ log_id })).finish_reason !== null);
  expect(Date.now() - killedAt).toBeLessThan(10_000);
  const log = await admin.logs.get.query({ log_id });
  expect(log).toMatchObject({ finish_reason: 'failed', error_code: 'engine_crashed' });
  expect(log.answer.length).toBeGreaterThan(20);
  const { session_id } = await admin.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  expect((await admin.chat.send.mutate({ session_id, question: '売掛金とは何ですか？' })).finish_reason).toBe('stop');
});

test('PostgreSQL killed in the middle of an answer: requests get a clear 503 until it is back, the answer goes on', async () => {
  const log_id = await askSlowly();
  const postmaster = () =>
    execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .find((line) => line.includes(server.dataDir) && line.includes('postgres') && line.includes('-D'))
      ?.trim()
      .split(/\s+/)[0];
  const killed = postmaster();
  process.kill(Number(killed), 'SIGKILL');
  const statuses = new Set<number>();
  // For a moment the killed one's connections still answer.
  await until(async () => {
    const isAnother = ![killed, undefined].includes(postmaster());
    const { status } = await fetch(`${server.url}/health`);
    statuses.add(status);
    return isAnother && status === 200;
  });
  expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
  await admin.chat.stop.mutate({ log_id });
  expect(await admin.logs.get.query({ log_id })).toMatchObject({ finish_reason: 'stopped' });
});

test('Ctrl-C ends everything in order: the answer is kept and marked, no process is left', async () => {
  const log_id = await askSlowly();
  expect(await server.interrupt()).toBe(0);
  expect(server.childrenWith('')).toEqual([]);
  expect(execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })).not.toContain(server.dataDir);
  await server.run();
  const log = await admin.logs.get.query({ log_id });
  expect(log).toMatchObject({ finish_reason: 'interrupted' });
  expect(log.answer.length).toBeGreaterThan(20);
});

test('a second server on the same port says so and touches nothing', async () => {
  const second = await Server.start({ PORT: String(server.port), DATA_DIR: server.dataDir }).catch((error: unknown) => String(error));
  expect(second).toContain(`ポート ${server.port} は、ほかのプログラムが使っています`);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a second server on the same data says so and touches nothing', async () => {
  const log_id = await askSlowly();
  const second = await Server.start({ DATA_DIR: server.dataDir }).catch((error: unknown) => String(error));
  expect(second).toContain('起動できませんでした');
  expect((await admin.logs.get.query({ log_id })).finish_reason).toBeNull();
  await admin.chat.stop.mutate({ log_id });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a lost connection is taken up where it broke off', async () => {
  const log_id = await askSlowly();
  let text = '';
  const flaky = server.client('e2e-admin-key-for-the-fault-tests');
  for await (const event of watchAnswer(flaky, log_id)) {
    if (event.type === 'delta') {
      expect(event.at).toBe(text.length);
      text += event.text;
    }
    if (text.length > 500) break;
  }
  for await (const event of watchAnswer(flaky, log_id, { after: text.length })) {
    if (event.type === 'delta') text += event.text;
    if (text.length > 1000) await admin.chat.stop.mutate({ log_id });
  }
  expect(text).toBe((await admin.logs.get.query({ log_id })).answer);
});

test('a model file that is damaged, or not there: a clear message, the question is kept, the server stays', async () => {
  const file = path.join(server.dataDir, 'models/damaged.gguf');
  writeFileSync(file, '<html>not a model</html>');
  const create = () => admin.models.create.mutate({ model_name: 'damaged', file: 'damaged.gguf' });
  await expect(create()).rejects.toThrow(/damaged\.gguf.*web page/);
  // It was sound when it was registered.
  writeRandomModel(file);
  const damaged = await create();
  writeFileSync(file, '<html>not a model</html>');
  const none = await admin.models.create.mutate({ model_name: 'none' });
  for (const [model_id, error_code, cause] of [
    [damaged.id, 'model_corrupt', /damaged\.gguf/],
    [none.id, 'model_not_found', /models folder/],
  ] as const) {
    const { session_id } = await admin.sessions.create.mutate({ poc_id: 1, model_id });
    const { log_id } = await admin.chat.ask.mutate({ session_id, question: '質問' });
    await until(async () => (await admin.logs.get.query({ log_id })).finish_reason !== null);
    const log = await admin.logs.get.query({ log_id });
    expect(log).toMatchObject({ question: '質問', finish_reason: 'failed', error_code });
    expect(log.error).toMatch(cause);
  }
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('10,000 open connections that ask nothing keep nobody from an answer', async () => {
  const sockets: Socket[] = [];
  try {
    while (sockets.length < 10_000) {
      const batch = Array.from({ length: 500 }, () => connect(server.port, '127.0.0.1').on('error', () => {}).resume());
      sockets.push(...batch);
      await Promise.all(batch.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])));
    }
    const { session_id } = await admin.sessions.create.mutate({ poc_id: 1, model_id: 1 });
    expect((await admin.chat.send.mutate({ session_id, question: '売掛金とは何ですか？' })).finish_reason).toBe('stop');
    // They are closed by the server, not by us.
    await until(() => sockets.every((socket) => socket.closed || socket.readableEnded || socket.destroyed), 60_000);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a database that cannot be reached at the start is named, with what to do, and without the password', async () => {
  const failed = await Server.start({ DATABASE_URL: 'postgresql://somebody:secret-word@127.0.0.1:1/llamune_poc' }).catch((error: unknown) => String(error));
  expect(failed).toContain('データベース 127.0.0.1:1/llamune_poc に接続できません');
  expect(failed).toContain('DATABASE_URL');
  expect(failed).not.toContain('secret-word');
});

test('settings that are wrong are all named at once', async () => {
  const failed = await Server.start({ PORT: 'eighty', REGISTRATION: 'perhaps' }).catch((error: unknown) => String(error));
  expect(failed).toContain('PORT');
  expect(failed).toContain('REGISTRATION');
});
