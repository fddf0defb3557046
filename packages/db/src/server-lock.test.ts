import type { DataSource } from 'typeorm';
import { expect, test, vi } from 'vitest';
import { ServerLockError } from './advisory-locks.js';
import { claimGoneServer, holdServerLock, type ServerLock } from './server-lock.js';
import { createTestDatabase } from './testing/index.js';

const alone = { exclusive: true, log: () => undefined, waitMs: 0 };
const together = { ...alone, exclusive: false };

test('a second server is refused, and told who holds the database', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, alone);
  const refused = await holdServerLock(database.url, alone).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ServerLockError);
  expect((refused as Error).message).toContain('127.0.0.1');
  await lock.release();
});

test('another database is not concerned', async () => {
  await using one = await createTestDatabase();
  await using other = await createTestDatabase();
  const locks = await Promise.all([holdServerLock(one.url, alone), holdServerLock(other.url, alone)]);
  expect(await Promise.all([holders(one.dataSource), holders(other.dataSource)])).toEqual([[expect.any(Number)], [expect.any(Number)]]);
  await Promise.all(locks.map((lock) => lock.release()));
});

test('a server that starts while its predecessor ends waits for it', async () => {
  await using database = await createTestDatabase();
  const predecessor = await holdServerLock(database.url, alone);
  const said: string[] = [];
  const successor = holdServerLock(database.url, { exclusive: true, log: (line) => said.push(line), waitMs: 60_000 });
  await vi.waitFor(() => expect(said).toHaveLength(1), 60_000);
  await predecessor.release();
  await (await successor).release();
});

test('it is taken again when the connection is lost', async () => {
  await using database = await createTestDatabase();
  const onLost = vi.fn<(error: ServerLockError) => void>();
  const lock = await holdServerLock(database.url, { ...alone, onLost });
  const [before] = await holders(database.dataSource);
  await database.dataSource.query('SELECT pg_terminate_backend($1)', [before]);
  await vi.waitFor(async () => {
    const now = await holders(database.dataSource);
    expect(now).toHaveLength(1);
    expect(now).not.toEqual([before]);
  }, 60_000);
  await expect(holdServerLock(database.url, alone)).rejects.toBeInstanceOf(ServerLockError);
  expect(onLost).not.toHaveBeenCalled();
  await lock.release();
  expect(await holders(database.dataSource)).toEqual([]);
});

test('a server that lost it to another one is told', async () => {
  await using database = await createTestDatabase();
  const lost = new Promise<Error>((resolve) => {
    void holdServerLock(database.url, { ...alone, onLost: resolve });
  });
  await vi.waitFor(async () => expect(await holders(database.dataSource)).toHaveLength(1), 60_000);
  // In one statement, so that the lock is taken before the connection that has lost it comes back.
  const runner = database.dataSource.createQueryRunner();
  await runner.query(`SELECT pg_terminate_backend(pid), pg_advisory_lock(7270010) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7270010 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  expect(await lost).toBeInstanceOf(ServerLockError);
  await runner.release();
});

test('servers that share a database live side by side, each under a number of its own', async () => {
  await using database = await createTestDatabase();
  const [one, other] = await Promise.all([holdServerLock(database.url, together), holdServerLock(database.url, together)]);
  expect(one.serverId).not.toBe(other.serverId);
  expect(await gone(database.dataSource, one, other)).toEqual([false, false]);
  await one.release();
  expect(await gone(database.dataSource, one, other)).toEqual([true, false]);
  await other.release();
});

test('a database that one server has for itself is shared by nobody, and one that is shared is had by nobody for itself', async () => {
  await using database = await createTestDatabase();
  const single = await holdServerLock(database.url, alone);
  await expect(holdServerLock(database.url, together)).rejects.toBeInstanceOf(ServerLockError);
  await single.release();
  const shared = await holdServerLock(database.url, together);
  await expect(holdServerLock(database.url, alone)).rejects.toBeInstanceOf(ServerLockError);
  await shared.release();
});

test('a server whose connection was lost comes back under its number as soon as nobody holds it as gone', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, together);
  const [before] = await holders(database.dataSource);
  await database.dataSource.transaction(async (tx) => {
    // In one statement, so that the lock is taken before the connection that has lost it comes back.
    await tx.query('SELECT pg_terminate_backend($1), pg_advisory_xact_lock(7270010, $2)', [before, lock.serverId]);
    await vi.waitFor(async () => {
      const now = await holders(database.dataSource);
      expect(now).toHaveLength(1);
      expect(now).not.toEqual([before]);
    }, 60_000);
    expect(await claimGoneServer(tx, lock.serverId)).toBe(true);
  });
  await vi.waitFor(async () => expect(await gone(database.dataSource, lock)).toEqual([false]), 60_000);
  await lock.release();
});

test('what is told to a channel is heard, also after the connection was lost', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, together);
  const heard: string[] = [];
  await lock.listen('test_channel', (payload) => heard.push(payload));
  const tell = (payload: string) => database.dataSource.query(`SELECT pg_notify('test_channel', $1)`, [payload]);
  await tell('before');
  await vi.waitFor(() => expect(heard).toEqual(['before']), 60_000);
  await endSession(database.dataSource, lock);
  await vi.waitFor(async () => {
    await tell('after');
    expect(heard).toContain('after');
  }, 60_000);
  await lock.release();
});

test('a server that is released while its connection is lost ends all the same', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, together);
  await endSession(database.dataSource, lock);
  await lock.release();
  expect(await gone(database.dataSource, lock)).toEqual([true]);
});

test('PostgreSQL looks after a connection whose machine says nothing any more', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, together);
  const session = lock as unknown as { client: { query(sql: string): Promise<{ rows: object[] }> } };
  const { rows } = await session.client.query(`SELECT current_setting('tcp_keepalives_idle') AS idle, current_setting('tcp_keepalives_count') AS count`);
  expect(rows).toEqual([{ idle: '30', count: '3' }]);
  await lock.release();
});

async function holders(dataSource: DataSource): Promise<number[]> {
  const rows: { pid: number }[] = await dataSource.query(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = 7270010 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ pid }) => pid);
}

const gone = (dataSource: DataSource, ...locks: ServerLock[]) => dataSource.transaction(async (tx) => {
  const found: boolean[] = [];
  for (const { serverId } of locks) found.push(await claimGoneServer(tx, serverId));
  return found;
});

async function sessionOf(dataSource: DataSource, { serverId }: ServerLock): Promise<number | null> {
  const [row]: { pid: number }[] = await dataSource.query('SELECT pid FROM pg_locks WHERE granted AND classid = 7270010 AND objid = $1', [serverId]);
  return row?.pid ?? null;
}

/** As a network that breaks, or an administrator, does. */
async function endSession(dataSource: DataSource, lock: ServerLock): Promise<void> {
  await dataSource.query('SELECT pg_terminate_backend($1, 5000)', [await sessionOf(dataSource, lock)]);
}
