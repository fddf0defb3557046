import { readFile, realpath } from 'node:fs/promises';
import { findBinaries } from './embedded/binaries.js';
import { checkVersion, databaseUser, ensureCluster } from './embedded/cluster.js';
import { explained, layoutOf, prepareHome, writePrivate, type Layout } from './embedded/layout.js';
import { startOrAdopt, type Postmaster } from './embedded/postmaster.js';
import { chooseRunAs } from './embedded/run-as.js';
import { Supervisor } from './embedded/supervisor.js';
import { ensureDatabase } from './embedded/watch.js';
import { embeddedFailure, messageOf } from './start-error.js';

export interface EmbeddedPostgresOptions {
  /** A folder for this alone, made if absent. */
  dataDir: string;
  log: (message: string) => void;
  /** PostgreSQL's own settings, `{ shared_buffers: '64MB' }`. */
  settings?: Record<string, string | number>;
  /** False: a power cut may lose everything, and all is faster. For tests only. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** With the password; the database is `llamune_poc` unless named. The same after a restart by itself. */
  url(database?: string): string;
  host: string;
  port: number;
  user: string;
  database: string;
  /** For psql: `PGPASSFILE=<this> psql -h 127.0.0.1 -p <port> -U llamune llamune_poc`. */
  passwordFile: string;
  /** What PostgreSQL itself says. */
  logFile: string;
  /** Of the server's first process, as it is now. */
  readonly pid: number;
  /** It was running already: left behind by a process that was killed, or used by another one. */
  adopted: boolean;
  /** Ends connections, writes everything and stops, within about 40 s. Leaves it running when another process uses it. */
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const databaseName = 'llamune_poc';

/**
 * Starts the PostgreSQL that comes with this package, on 127.0.0.1 only, and makes its database at the first start.
 * If it ends before `stop()`, it is started again on the same port. Installs no signal handler and keeps no process alive.
 * Works as root too (PostgreSQL then runs as another user). Throws a DatabaseStartError that tells what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    throw explained(error, options.dataDir);
  }
}

async function start({ dataDir, log, settings = {}, durable = true }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  await prepareHome(dataDir);
  const layout = layoutOf(await realpath(dataDir));
  const as = await chooseRunAs(binaries, layout.home);
  await ensureCluster(layout, as, { log, durable });
  await checkVersion(layout, binaries.major);
  const password = await readPassword(layout);
  const speed: Record<string, string> = durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const context = { layout, as, password, log, settings: { ...speed, ...settings } };
  const first = await startOrAdopt({ ...context, signal: new AbortController().signal });
  const supervisor = new Supervisor(context, first);
  try {
    await rememberPort(layout, first.port, password);
    await ensureDatabase(first.port, password, databaseName);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const how = first.adopted ? '既に動いていたので引き継ぎました' : '起動しました';
  log(`PostgreSQL ${binaries.major} が${how}（${host}:${first.port}、プロセス ${first.pid}、${as.description}）。`);
  return running(layout, first, supervisor, password);
}

function running(layout: Layout, { port, adopted }: Postmaster, supervisor: Supervisor, password: string): EmbeddedPostgres {
  return {
    host,
    port,
    user: databaseUser,
    database: databaseName,
    passwordFile: layout.pgpass,
    logFile: layout.log,
    adopted,
    url: (database = databaseName) => `postgresql://${databaseUser}:${password}@${host}:${port}/${database}?sslmode=disable`,
    get pid() {
      return supervisor.pid;
    },
    stop: () => supervisor.stop(),
  };
}

async function rememberPort(layout: Layout, port: number, password: string): Promise<void> {
  await writePrivate(layout.port, String(port));
  await writePrivate(layout.pgpass, [host, 'localhost'].map((name) => `${name}:${port}:*:${databaseUser}:${password}\n`).join(''));
}

async function readPassword(layout: Layout): Promise<string> {
  return await readFile(layout.password, 'utf8').then(
    (text) => text.trim(),
    (error: unknown) => {
      throw embeddedFailure(`データベースのパスワードを読めません（${messageOf(error)}）。`, `${layout.password} を元に戻すか、別のデータフォルダーを指定してください。`, error);
    },
  );
}
