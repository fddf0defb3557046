import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { findBinaries } from './embedded/binaries.js';
import { DatabaseStartError } from './start-error.js';

const example = makeExample();
afterAll(async () => await rm(await example, { recursive: true, force: true, maxRetries: 5 }));

test('the first start makes a database, the next ones find it as it was', async () => {
  const dataDir = await folder();
  const first = await start(dataDir);
  expect(first.adopted).toBe(false);
  await query(first, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)');
  await first.stop();
  const second = await start(dataDir);
  expect(second.port).toBe(first.port);
  expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

test('Japanese is kept, told apart by letter, and found by pg_trgm', async () => {
  const postgres = await start(await madeBefore());
  expect(await query(postgres, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  await query(postgres, 'CREATE EXTENSION pg_trgm');
  expect(await query(postgres, `SELECT similarity('減価償却とは', '減価償却')::float8 > 0.3 AS alike`)).toEqual([{ alike: true }]);
});

test('it listens on loopback only, asks for the password, and keeps it from others', async () => {
  const postgres = await start(await madeBefore());
  expect(await query(postgres, `SELECT current_setting('listen_addresses') AS l, current_setting('unix_socket_directories') AS u`)).toEqual([
    { l: '127.0.0.1', u: '' },
  ]);
  const stranger = new pg.Client({ connectionString: postgres.url().replace(/:[0-9a-f]{48}@/, ':wrong@') });
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(postgres.passwordFile)).mode & 0o777).toBe(0o600);
  const password = new URL(postgres.url()).password;
  expect(await readFile(postgres.passwordFile, 'utf8')).toContain(`127.0.0.1:${postgres.port}:*:llamune:${password}\n`);
});

test('settings reach the server', async () => {
  const postgres = await start(await madeBefore(), { settings: { work_mem: '5MB' } });
  expect(await query(postgres, 'SHOW work_mem')).toEqual([{ work_mem: '5MB' }]);
});

test('several starts at once on one empty folder share one server, which the last one stops', async () => {
  const dataDir = await folder();
  const all = await Promise.all([1, 2, 3].map(() => start(dataDir)));
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
  const [one, two, three] = all as [EmbeddedPostgres, EmbeddedPostgres, EmbeddedPostgres];
  await Promise.all([one.stop(), two.stop()]);
  expect(await query(three, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await three.stop();
  expect(existsSync(path.join(dataDir, 'cluster', 'pgdata', 'postmaster.pid'))).toBe(false);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('init-'))).toEqual([]);
});

test('a folder that an interrupted first start has left is replaced', async () => {
  const dataDir = await folder();
  const gone = 2 ** 22 + 1; // above the largest process number of Linux
  await mkdir(path.join(dataDir, `init-${gone}-abc`, 'pgdata', 'base'), { recursive: true });
  await writeFile(path.join(dataDir, `init-${gone}-abc`, 'pgdata', 'PG_VERSION'), '17\n');
  const postgres = await start(dataDir);
  expect(await query(postgres, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('init-'))).toEqual([]);
});

test('the lock file of a process whose number is now another program is no obstacle', async () => {
  const dataDir = await madeBefore();
  const pidFile = path.join(dataDir, 'cluster', 'pgdata', 'postmaster.pid');
  await writeFile(pidFile, `${process.pid}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready\n`);
  const postgres = await start(dataDir);
  expect(postgres.adopted).toBe(false);
});

test('data of another PostgreSQL version is refused and left alone', async () => {
  const dataDir = await madeBefore();
  const file = path.join(dataDir, 'cluster', 'pgdata', 'PG_VERSION');
  await writeFile(file, '16\n');
  const refused = await start(dataDir).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatabaseStartError);
  expect((refused as Error).message).toContain('PostgreSQL 16');
  expect(await readFile(file, 'utf8')).toBe('16\n');
});

test('a data directory that cannot be one is refused with the reason', async () => {
  const file = path.join(await folder(), 'file');
  await writeFile(file, '');
  await expect(start(file)).rejects.toBeInstanceOf(DatabaseStartError);
  await expect(start(path.join(file, 'below'))).rejects.toThrow('ENOTDIR');
});

test('a password file that is lost or wrong is named', async () => {
  const dataDir = await madeBefore();
  const file = path.join(dataDir, 'cluster', 'password');
  await writeFile(file, 'wrong');
  await expect(start(dataDir)).rejects.toThrow(file);
  await rm(file);
  await expect(start(dataDir)).rejects.toThrow('ENOENT');
});

test('another port is taken when the last one is in use', async () => {
  const one = await start(await madeBefore());
  const dataDir = await madeBefore();
  await writeFile(path.join(dataDir, 'port'), String(one.port));
  expect((await start(dataDir)).port).not.toBe(one.port);
});

test('a platform without binaries is told so', async () => {
  await expect(findBinaries('win32-x64')).rejects.toMatchObject({ name: 'DatabaseStartError', remedy: expect.stringContaining('DATABASE_URL') });
});

async function start(dataDir: string, options: { settings?: Record<string, string> } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: false, ...options });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'llamune-embedded-'));
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

/** A data directory with a stopped database in it. */
async function madeBefore(): Promise<string> {
  const made = await folder();
  await cp(await example, made, { recursive: true });
  return made;
}

async function makeExample(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'llamune-embedded-'));
  const postgres = await startEmbeddedPostgres({ dataDir: made, log: () => undefined, durable: false });
  await postgres.stop();
  return made;
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.url());
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
