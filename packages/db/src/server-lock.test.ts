import type { DataSource } from 'typeorm';
import { expect, test, vi } from 'vitest';
import { holdServerLock, ServerLockError } from './server-lock.js';
import { createTestDatabase } from './testing/index.js';

const impatient = { log: () => undefined, waitMs: 0 };

test('a second server is refused, and told who holds the database', async () => {
  await using database = await createTestDatabase();
  const lock = await holdServerLock(database.url, impatient);
  const refused = await holdServerLock(database.url, impatient).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ServerLockError);
  expect((refused as Error).message).toContain('127.0.0.1');
  await lock.release();
});

test('another database is not concerned', async () => {
  await using one = await createTestDatabase();
  await using other = await createTestDatabase();
  const locks = await Promise.all([holdServerLock(one.url, impatient), holdServerLock(other.url, impatient)]);
  expect(await Promise.all([holders(one.dataSource), holders(other.dataSource)])).toEqual([[expect.any(Number)], [expect.any(Number)]]);
  await Promise.all(locks.map((lock) => lock.release()));
});

test('a server that starts while its predecessor ends waits for it', async () => {
  await using database = await createTestDatabase();
  const predecessor = await holdServerLock(database.url, impatient);
  const said: string[] = [];
  const successor = holdServerLock(database.url, { log: (line) => said.push(line), waitMs: 60_000 });
  await vi.waitFor(() => expect(said).toHaveLength(1), 60_000);
  await predecessor.release();
  await (await successor).release();
});

test('it is taken again when the connection is lost', async () => {
  await using database = await createTestDatabase();
  const onLost = vi.fn<(error: ServerLockError) => void>();
  const lock = await holdServerLock(database.url, { ...impatient, onLost });
  const [before] = await holders(database.dataSource);
  await database.dataSource.query('SELECT pg_terminate_backend($1)', [before]);
  await vi.waitFor(async () => {
    const now = await holders(database.dataSource);
    expect(now).toHaveLength(1);
    expect(now).not.toEqual([before]);
  }, 60_000);
  await expect(holdServerLock(database.url, impatient)).rejects.toBeInstanceOf(ServerLockError);
  expect(onLost).not.toHaveBeenCalled();
  await lock.release();
  expect(await holders(database.dataSource)).toEqual([]);
});

test('a server that lost it to another one is told', async () => {
  await using database = await createTestDatabase();
  const lost = new Promise<Error>((resolve) => {
    void holdServerLock(database.url, { ...impatient, onLost: resolve });
  });
  await vi.waitFor(async () => expect(await holders(database.dataSource)).toHaveLength(1), 60_000);
  // In one statement, so that the lock is taken before the connection that has lost it comes back.
  const runner = database.dataSource.createQueryRunner();
  await runner.query(`SELECT pg_terminate_backend(pid), pg_advisory_lock(7270010) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7270010 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  expect(await lost).toBeInstanceOf(ServerLockError);
  await runner.release();
});

async function holders(dataSource: DataSource): Promise<number[]> {
  const rows: { pid: number }[] = await dataSource.query(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 7270010 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ pid }) => pid);
}
