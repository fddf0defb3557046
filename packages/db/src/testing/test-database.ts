import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { testPostgresVariable } from './global-setup.js';

export interface TestDatabase extends AsyncDisposable {
  url: string;
  /** Connected; closed with the database. */
  dataSource: DataSource;
}

/**
 * A migrated, empty database of its own: `await using database = await createTestDatabase()`. Dropped at the end of the scope, with
 * whatever is still connected to it. `empty`: without any table.
 */
export async function createTestDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { adminUrl, template } = testPostgres();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : template} STRATEGY wal_log`);
  const url = adminUrl.replace('/postgres?', `/${name}?`);
  const dataSource = await createDataSource({ url, poolSize: 5 }).initialize();
  return {
    url,
    dataSource,
    async [Symbol.asyncDispose]() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function testPostgres(): { adminUrl: string; template: string } {
  const value = process.env[testPostgresVariable];
  if (!value) throw new Error(`No test PostgreSQL: the vitest configuration needs globalSetup: ['@llamune/db/testing/global-setup']`);
  return JSON.parse(value) as { adminUrl: string; template: string };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
