import { expect, test, vi } from 'vitest';
import { createDataSource } from './data-source.js';
import { databaseFault, uniqueViolation } from './database-fault.js';
import { aUser, createTestDatabase } from './testing/index.js';

const failureOf = (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => 'no failure', (error: unknown) => error);

test.each(['postgresql://u@127.0.0.1:1/x', 'postgresql://u@localhost:1/x', 'postgresql://u@h/x?host=/nowhere', 'postgresql://u@no-such-host.invalid/x'])(
  'nothing listens at %s: unreachable',
  async (url) => {
    expect(databaseFault(await failureOf(createDataSource({ url }).initialize()))).toBe('unreachable');
  },
);

test('a connection that is ended in the middle, and a database that is gone: unreachable', async () => {
  await using database = await createTestDatabase();
  const ended = await failureOf(database.dataSource.query('SELECT pg_terminate_backend(pg_backend_pid())'));
  expect(databaseFault(ended)).toBe('unreachable');
  await vi.waitFor(() => database.dataSource.query('SELECT 1'), 60_000);
  expect(databaseFault(await failureOf(createDataSource({ url: database.url.replace('/t_', '/gone_') }).initialize()))).toBe('unreachable');
});

test('a connection that is ended while a transaction is idle: unreachable, and the process lives', async () => {
  await using database = await createTestDatabase();
  const transaction = database.dataSource.transaction(async (manager) => {
    const [row]: { pid: number }[] = await manager.query('SELECT pg_backend_pid() AS pid');
    await database.dataSource.query('SELECT pg_terminate_backend($1, 5000)', [row?.pid]);
    await manager.query('SELECT 1');
  });
  expect(databaseFault(await failureOf(transaction))).toBe('unreachable');
});

test('no connection left: unreachable', async () => {
  await using database = await createTestDatabase();
  await database.dataSource.query(`CREATE ROLE narrow_${process.pid} LOGIN PASSWORD 'p' CONNECTION LIMIT 0`);
  const url = database.url.replace(/\/\/[^@]*@/, `//narrow_${process.pid}:p@`);
  expect(databaseFault(await failureOf(createDataSource({ url }).initialize()))).toBe('unreachable');
  await database.dataSource.query(`DROP ROLE narrow_${process.pid}`);
});

test('a full disk', async () => {
  await using database = await createTestDatabase();
  const full = `DO $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$`;
  expect(databaseFault(await failureOf(database.dataSource.query(full)))).toBe('disk_full');
});

test("the asker's and our own errors are no fault of the database", async () => {
  await using database = await createTestDatabase();
  await aUser(database.dataSource, { username: 'taken' });
  const taken = await failureOf(aUser(database.dataSource, { username: 'taken' }));
  expect(databaseFault(taken)).toBeNull();
  expect(uniqueViolation(taken)).toBe('users_username_idx');
  const wrong = await failureOf(database.dataSource.query('SELECT nonsense'));
  expect([databaseFault(wrong), uniqueViolation(wrong)]).toEqual([null, null]);
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
  expect([missing, new Error('x'), 'text', undefined].map(databaseFault)).toEqual([null, null, null, null]);
});
