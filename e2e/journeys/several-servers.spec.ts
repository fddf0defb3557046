import path from 'node:path';
import { expect, test } from '@playwright/test';
import { watchAnswer, type LlamuneClient } from '@llamune/contracts';
import pg from 'pg';
import { Server, until } from '../server.js';

// Two servers as behind a proxy: one PostgreSQL, one models folder. The PostgreSQL is the embedded one of a third.
// A server that has ended is noticed within half a minute.
test.describe.configure({ mode: 'serial', timeout: 240_000 });
const key = 'e2e-admin-key-of-several-servers';
let postgres: Server;
let one: Server;
let other: Server;
let atOne: LlamuneClient;
let atOther: LlamuneClient;
let slow: { poc_id: number; model_id: number };

test.beforeAll(async () => {
  postgres = await Server.start();
  const { PGHOST, PGPORT, PGUSER, PGPASSFILE } = postgres.psqlEnv;
  process.env['PGPASSFILE'] = PGPASSFILE;
  const client = new pg.Client({ host: PGHOST!, port: Number(PGPORT), user: PGUSER!, database: 'llamune_poc' });
  await client.connect();
  await client.query('CREATE DATABASE shared');
  await client.end();
  const shared = { DATABASE_URL: `postgresql://${PGUSER}@${PGHOST}:${PGPORT}/shared`, ADMIN_API_KEY: key, MODELS_DIR: path.join(postgres.dataDir, 'models') };
  // Both at once, on an empty database.
  const starting = [Server.start(shared), Server.start(shared)];
  for (const started of await Promise.allSettled(starting)) if (started.status === 'rejected') throw started.reason;
  [one, other] = (await Promise.all(starting)) as [Server, Server];
  [atOne, atOther] = [one.client(key), other.client(key)];
  slow = { poc_id: 1, model_id: (await postgres.addSlowModel(atOne)).id };
});
test.afterAll(async () => {
  for (const server of [one, other, postgres]) await server?.dispose();
});

const askSlowly = async (client: LlamuneClient) => {
  const { session_id } = await client.sessions.create.mutate({ ...slow, sampling: { max_tokens: 3000 } });
  const { log_id } = await client.chat.ask.mutate({ session_id, question: '長い答え' });
  await until(async () => (await client.logs.get.query({ log_id })).answer.length > 20);
  return log_id;
};

test('an answer that one server makes is watched and stopped at the other', async () => {
  const log_id = await askSlowly(atOne);
  let text = '';
  for await (const event of watchAnswer(atOther, log_id)) {
    if (event.type === 'delta') text += event.text;
    if (event.type === 'delta' && text.length > 300) expect(await atOther.chat.stop.mutate({ log_id })).toEqual({ log_id, finish_reason: 'stopped' });
    if (event.type === 'done') expect(event.finish_reason).toBe('stopped');
  }
  expect(text).toBe((await atOne.logs.get.query({ log_id })).answer);
});

test('kill -9 of one server: the other marks its answer, goes on with its own, and the next start finds nothing to do', async () => {
  const lost = await askSlowly(atOne);
  const running = await askSlowly(atOther);
  await one.kill();
  await until(async () => (await atOther.logs.get.query({ log_id: lost })).finish_reason !== null, 60_000);
  expect(await atOther.logs.get.query({ log_id: lost })).toMatchObject({ question: '長い答え', finish_reason: 'interrupted', error_code: 'server_ended' });
  // A fast machine may have come to its end.
  const goesOn = async () => expect([null, 'length']).toContain((await atOther.logs.get.query({ log_id: running })).finish_reason);
  await goesOn();
  await one.run();
  expect(one.output).not.toContain('中断');
  await goesOn();
  await atOne.chat.stop.mutate({ log_id: running });
});

test('the data of a server with its own PostgreSQL is nobody else’s', async () => {
  const { PGHOST, PGPORT, PGUSER } = postgres.psqlEnv;
  const refused = await Server.start({ DATABASE_URL: `postgresql://${PGUSER}@${PGHOST}:${PGPORT}/llamune_poc` }).catch((error: unknown) => String(error));
  expect(refused).toContain('別の llamune_poc が使っています');
});
