import { DataSource, MigrationExecutor, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { DatabaseStartError } from './start-error.js';

/** Any number that no other program on the same database uses. */
const migrationLock = 7_270_011;

export interface MigrationStatus {
  name: string;
  applied: boolean;
}

/**
 * Brings the database of an initialized DataSource to the newest schema, all or nothing, and returns the names of what was applied.
 * Several processes may call it at once: one works, the others wait for it.
 * Throws a DatabaseStartError, with nothing changed, for a database that is newer than this code and for one that holds another program's tables.
 */
export async function migrate(dataSource: DataSource, { log }: { log: (message: string) => void }): Promise<string[]> {
  const patient = await new DataSource(withoutTimeLimit(dataSource)).initialize();
  const runner = patient.createQueryRunner();
  try {
    await lock(runner, log);
    await refuseNewerDatabase(patient, runner);
    await refuseForeignTables(patient, runner);
    const executor = new MigrationExecutor(patient, runner);
    executor.transaction = 'all';
    const applied = await executor.executePendingMigrations();
    for (const { name } of applied) log(`マイグレーションを適用しました: ${name}`);
    return applied.map(({ name }) => name);
  } finally {
    await unlock(runner);
    await patient.destroy();
  }
}

/** A large table may take its time, and so may another process that is migrating: nothing ends these connections but their own end. */
function withoutTimeLimit({ options }: DataSource): DataSourceOptions {
  const { extra, ...rest } = options;
  return { ...rest, extra: { ...(extra as object), query_timeout: 0 } };
}

/** Every migration of this code, oldest first; changes nothing in the database. */
export async function migrationStatus(dataSource: DataSource): Promise<MigrationStatus[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const applied = await appliedNames(dataSource, runner);
    return knownNames(dataSource).map((name) => ({ name, applied: applied.includes(name) }));
  } finally {
    await runner.release();
  }
}

async function lock(runner: QueryRunner, log: (message: string) => void): Promise<void> {
  await runner.query('SET statement_timeout = 0');
  const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS locked', [migrationLock])) as { locked: boolean }[];
  if (row?.locked) return;
  log('別のプロセスがデータベースの表を更新しています。終わるのを待ちます…');
  await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
}

async function unlock(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    await runner.query('RESET statement_timeout');
  } catch {
    // The connection is gone, and its lock with it.
  }
  await runner.release();
}

async function refuseNewerDatabase(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  const unknown = (await appliedNames(dataSource, runner)).filter((name) => !knownNames(dataSource).includes(name));
  if (unknown.length === 0) return;
  throw new DatabaseStartError(
    `データベースが、この llamune_poc より新しいです（${unknown.join('、')} を、この版は知りません）。何も変更していません。`,
    'llamune_poc を更新するか、この版で作ったバックアップから戻してください。',
  );
}

async function refuseForeignTables(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  if ((await appliedNames(dataSource, runner)).length > 0) return;
  const ours = dataSource.entityMetadatas.map((entity) => entity.tableName);
  const rows = (await runner.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY ($1) ORDER BY tablename`,
    [ours],
  )) as { tablename: string }[];
  if (rows.length === 0) return;
  throw new DatabaseStartError(
    `データベースに、llamune_poc が作ったのではない表があります（${rows.map((row) => row.tablename).join('、')}）。何も変更していません。`,
    '空のデータベースを作り（createdb 別の名前）、DATABASE_URL をそれに変えてください。',
  );
}

async function appliedNames(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  const table = dataSource.options.migrationsTableName ?? 'migrations';
  if (!(await runner.hasTable(table))) return [];
  const rows = (await runner.query(`SELECT name FROM ${dataSource.driver.escape(table)} ORDER BY id`)) as { name: string }[];
  return rows.map(({ name }) => name);
}

const knownNames = (dataSource: DataSource): string[] =>
  dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
