import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { databaseUser } from './cluster.js';
import { errorCode, embeddedFailure, messageOf } from '../start-error.js';
import type { Layout } from './layout.js';

/** Any number that no other program uses in the database `postgres` of an embedded server. */
const usersLock = 7_270_012;

/** A connection that ends when PostgreSQL ends, and that counts as one user of it as long as it lasts. */
export interface Watch {
  /** When the connection is gone, for whatever reason. */
  ended: Promise<void>;
  /** Stops counting as a user. True when nobody else is one: from then on nobody can become one, and PostgreSQL may be stopped. */
  isLastUser(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * `elsewhere`: the server on that port works on another data directory.
 * `later`: it is not there yet, or not any more, or is about to be stopped.
 * Throws a DatabaseStartError when it refuses the password.
 */
export async function openWatch(layout: Layout, port: number, password: string): Promise<Watch | 'elsewhere' | 'later'> {
  const client = new pg.Client({
    ...addressOf(port, password),
    application_name: 'llamune_poc supervisor',
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    keepAlive: true,
  });
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('error', () => undefined); // `end` follows
  try {
    await client.connect();
    if (!(await worksOn(client, layout.pgdata))) return await give(client, 'elsewhere');
    const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock_shared($1) AS ok', [usersLock]);
    if (!rows[0]?.ok) return await give(client, 'later');
  } catch (error) {
    await client.end().catch(() => undefined);
    if (errorCode(error) !== '28P01') return 'later';
    throw embeddedFailure(`PostgreSQL が ${layout.password} のパスワードを受け付けません。`, 'そのファイルを元に戻すか、別のデータフォルダーを指定してください。', error);
  }
  const watch = client as pg.Client & Watching;
  watch.unref();
  return {
    ended,
    isLastUser: () => {
      // From here on somebody waits: without this the process could end before the answer, and before what comes after it.
      watch.ref();
      return isLastUser(client);
    },
    close: () => {
      watch.ref();
      return client.end().catch(() => undefined);
    },
  };
}

/** Missing in pg's types. */
interface Watching {
  ref(): void;
  unref(): void;
}

const addressOf = (port: number, password: string) => ({ host: '127.0.0.1', port, user: databaseUser, password, database: 'postgres', ssl: false });

async function give<T>(client: pg.Client, result: T): Promise<T> {
  await client.end();
  return result;
}

/** Paths can lie (a folder that was moved, copied, or mounted twice); a file that both see cannot. */
async function worksOn(client: pg.Client, pgdata: string): Promise<boolean> {
  const name = `llamune-here-${randomBytes(8).toString('hex')}`;
  try {
    await writeFile(path.join(pgdata, name), '');
    const { rows } = await client.query<{ here: boolean }>('SELECT (pg_stat_file($1, true)).size IS NOT NULL AS here', [name]);
    return rows[0]?.here === true;
  } finally {
    await rm(path.join(pgdata, name), { force: true });
  }
}

async function isLastUser(client: pg.Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
  const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [usersLock]);
  return rows[0]?.ok === true;
}

/** Makes the database if there is none of that name. */
export async function ensureDatabase(port: number, password: string, name: string): Promise<void> {
  const client = new pg.Client({ ...addressOf(port, password), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two starts at once: the other one made it.
    if (['42P04', '23505'].includes(errorCode(error) ?? '')) return;
    throw embeddedFailure(`データベース ${name} を作れません（${messageOf(error)}）。`, 'ディスクの空きを確かめて、もう一度起動してください。', error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
