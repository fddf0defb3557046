import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDataSource } from '../data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded-postgres.js';
import { layoutOf } from '../embedded/layout.js';
import { processState, readPostmasterPid, waitUntilGone } from '../embedded/postmaster-pid.js';
import { migrate } from '../migrate.js';

export interface TestPostgres {
  /** Of a database that is there only to connect to. */
  adminUrl: string;
  /** The name of the migrated, empty database that each test database is a copy of. */
  template: string;
  stop(): Promise<void>;
}

const template = 'llamune_template';
const folderName = /^llamune-test-postgres-(\d+)-/;

/** A PostgreSQL of its own in a temporary folder, with a migrated template. Removes what killed runs have left. */
export async function startTestPostgres(log: (message: string) => void = () => undefined): Promise<TestPostgres> {
  await removeAbandoned();
  const dataDir = path.join(tmpdir(), `llamune-test-postgres-${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(dataDir, { mode: 0o711 });
  const settings = { shared_buffers: '64MB', max_connections: 300, autovacuum: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings, durable: false });
  await makeTemplate(postgres);
  return {
    adminUrl: postgres.url('postgres'),
    template,
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function makeTemplate(postgres: EmbeddedPostgres): Promise<void> {
  const admin = await createDataSource({ url: postgres.url('postgres') }).initialize();
  await admin.query(`CREATE DATABASE ${template}`);
  await admin.destroy();
  const dataSource = await createDataSource({ url: postgres.url(template) }).initialize();
  await migrate(dataSource, { log: () => undefined });
  await dataSource.destroy();
}

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(folderName.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    await endAndRemove(path.join(tmpdir(), name)).catch(() => undefined); // another user's
  }
}

async function endAndRemove(folder: string): Promise<void> {
  const left = await readPostmasterPid(layoutOf(folder).pgdata);
  if (left && (await processState(left.pid)) === 'postgres') {
    process.kill(left.pid, 'SIGQUIT');
    await waitUntilGone(left.pid, 5_000);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
