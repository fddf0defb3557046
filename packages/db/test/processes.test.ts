import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/embedded-postgres.js';
import { processState } from '../src/embedded/postmaster-pid.js';
import { migrations } from '../src/migrations/index.js';
import { createTestDatabase, startTestPostgres } from '../src/testing/index.js';
import { compiled, runMigrate, startProgram, startServer, type Compiled } from './compiled.js';

let code: Compiled;
beforeAll(async () => {
  code = await compiled();
});
afterAll(() => code[Symbol.asyncDispose]());

test('what was committed before a kill -9 is there after the next start, on the same running server', async () => {
  const dataDir = await folder();
  using killed = startServer(code, dataDir);
  const { url, pid } = await killed.ready;
  await query(url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)');
  killed.child.kill('SIGKILL');
  const next = await start(dataDir);
  expect(next).toMatchObject({ adopted: true, pid });
  expect(await query(next.url(), 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  await next.stop();
  expect(await processState(pid)).toBe('gone');
});

test('a database that was killed comes back by itself on the same port, also an adopted one', async () => {
  const dataDir = await folder();
  using other = startServer(code, dataDir, 'durable');
  await other.ready;
  const adopter = await start(dataDir, true);
  await query(adopter.url(), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)');
  const before = adopter.pid;
  process.kill(before, 'SIGKILL');
  expect(await until(() => query(adopter.url(), 'SELECT n FROM kept'))).toEqual([{ n: 42 }]);
  await until(async () => expect(adopter.pid).not.toBe(before));
  // Both processes noticed; only one server may have come of it, and it stays with the one that is left.
  other.child.kill('SIGKILL');
  process.kill(adopter.pid, 'SIGKILL');
  expect(await until(() => query(adopter.url(), 'SELECT n FROM kept'))).toEqual([{ n: 42 }]);
});

test('the first of two processes that ends leaves the server to the second', async () => {
  const dataDir = await folder();
  using first = startServer(code, dataDir);
  const { pid } = await first.ready;
  const second = await start(dataDir);
  first.child.stdin?.end();
  await new Promise((resolve) => first.child.once('close', resolve));
  expect(second.pid).toBe(pid);
  expect(await query(second.url(), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test.each([50, 350])('a first start that is killed after %i ms of making the database can be repeated', async (ms) => {
  const dataDir = await folder();
  using killed = startServer(code, dataDir);
  await until(async () => expect((await readdir(dataDir)).some((name) => name.startsWith('init-'))).toBe(true));
  await sleep(ms);
  killed.child.kill('SIGKILL');
  // On a busy machine it takes a while to die, and what a living process is making is left alone.
  await new Promise((resolve) => killed.child.once('close', resolve));
  const postgres = await start(dataDir);
  expect(await query(postgres.url(), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('init-'))).toEqual([]);
});

test('a process that ends normally takes the server with it and does not hang', async () => {
  const dataDir = await folder();
  using server = startServer(code, dataDir, 'durable');
  const { pid } = await server.ready;
  server.child.stdin?.end();
  expect(await new Promise((resolve) => server.child.once('close', resolve))).toBe(0);
  expect(await processState(pid)).toBe('gone');
  expect(existsSync(path.join(dataDir, 'cluster', 'pgdata', 'postmaster.pid'))).toBe(false);
});

test('the migrate command, from four processes at once, then its status', async () => {
  await using database = await createTestDatabase({ empty: true });
  expect((await runMigrate(code, ['status', database.url])).code).toBe(1);
  const runs = await Promise.all([1, 2, 3, 4].map(() => runMigrate(code, [], { DATABASE_URL: database.url })));
  expect(runs.map((run) => run.code)).toEqual([0, 0, 0, 0]);
  expect(runs.filter((run) => run.output.includes(migrations[0]?.name ?? ''))).toHaveLength(1);
  expect((await runMigrate(code, ['status', database.url])).code).toBe(0);
});

test('the migrate command tells how it is used and why it failed', async () => {
  expect(await runMigrate(code, [])).toMatchObject({ code: 2, output: expect.stringContaining('DATABASE_URL') });
  expect(await runMigrate(code, ['sideways', 'postgresql://localhost/x'])).toMatchObject({ code: 2 });
  expect(await runMigrate(code, ['up', 'postgresql://nobody@127.0.0.1:1/x'])).toMatchObject({ code: 1, output: expect.stringContaining('ECONNREFUSED') });
});

test('what a killed run of the tests has left is removed by the next one', async () => {
  using killed = startProgram(code, 'tests.mjs');
  const { url } = await killed.ready;
  const [left] = (await query(url, `SELECT current_setting('data_directory') AS dir`)) as { dir: string }[];
  killed.child.kill('SIGKILL');
  await new Promise((resolve) => killed.child.once('close', resolve));
  expect(existsSync(left?.dir ?? '')).toBe(true);
  const next = await startTestPostgres();
  onTestFinished(() => next.stop());
  expect(existsSync(left?.dir ?? '')).toBe(false);
  await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

async function start(dataDir: string, durable = false): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'llamune-embedded-'));
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Repeats until it does not throw; at most a minute. */
async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 60_000; ; await sleep(20)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}
