import type { DataSource } from 'typeorm';
import { expect, test } from 'vitest';
import { createDataSource } from './data-source.js';
import { migrate, migrationStatus } from './migrate.js';
import { migrations } from './migrations/index.js';
import { DatabaseStartError } from './start-error.js';
import { createTestDatabase } from './testing/index.js';

const silent = { log: () => undefined };
const all = migrations.map(({ name }) => name);

test('an empty database gets everything, once', async () => {
  await using database = await createTestDatabase({ empty: true });
  const said: string[] = [];
  expect((await migrationStatus(database.dataSource)).every(({ applied }) => !applied)).toBe(true);
  expect(await migrate(database.dataSource, { log: (line) => said.push(line) })).toEqual(all);
  expect(said).toHaveLength(all.length);
  expect(await migrate(database.dataSource, silent)).toEqual([]);
  expect((await migrationStatus(database.dataSource)).every(({ applied }) => applied)).toBe(true);
});

test('down takes back what up did, and up works again', async () => {
  await using database = await createTestDatabase();
  for (const _ of migrations) await database.dataSource.undoLastMigration({ transaction: 'all' });
  expect(await tables(database.dataSource)).toEqual(['migrations']);
  expect(await migrate(database.dataSource, silent)).toEqual(all);
});

test('of eight processes at once one migrates and the others wait', async () => {
  await using database = await createTestDatabase({ empty: true });
  const sources = Array.from({ length: 8 }, () => createDataSource({ url: database.url, poolSize: 1 }));
  await Promise.all(sources.map((source) => source.initialize()));
  const applied = await Promise.all(sources.map((source) => migrate(source, silent)));
  await Promise.all(sources.map((source) => source.destroy()));
  expect(applied.filter((names) => names.length > 0)).toEqual([all]);
});

test('the limit on statements holds again after a migration', async () => {
  await using database = await createTestDatabase({ empty: true });
  const source = await createDataSource({ url: database.url, poolSize: 2 }).initialize();
  await migrate(source, silent);
  const limits = await Promise.all([1, 2].map(() => source.query('SHOW statement_timeout')));
  await source.destroy();
  expect(limits.flat()).toEqual([{ statement_timeout: '30s' }, { statement_timeout: '30s' }]);
});

test('a database newer than the code is refused and left alone', async () => {
  await using database = await createTestDatabase();
  await database.dataSource.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
  const refused = await migrate(database.dataSource, silent).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatabaseStartError);
  expect((refused as Error).message).toContain('FromTheFuture9999999999999');
});

test("another program's tables are refused and left alone", async () => {
  await using database = await createTestDatabase({ empty: true });
  await database.dataSource.query('CREATE TABLE users (id int)');
  await expect(migrate(database.dataSource, silent)).rejects.toThrow('users');
  expect(await tables(database.dataSource)).toEqual(['users']);
});

test('a migration that fails leaves nothing behind', async () => {
  await using database = await createTestDatabase({ empty: true });
  await database.dataSource.query('CREATE SEQUENCE log_changes'); // in the way of the last table
  await expect(migrate(database.dataSource, silent)).rejects.toThrow('log_changes');
  expect((await tables(database.dataSource)).filter((name) => name !== 'migrations')).toEqual([]);
  await database.dataSource.query('DROP SEQUENCE log_changes');
  expect(await migrate(database.dataSource, silent)).toEqual(all);
});

async function tables(dataSource: DataSource): Promise<string[]> {
  const rows: { tablename: string }[] = await dataSource.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  return rows.map(({ tablename }) => tablename);
}
