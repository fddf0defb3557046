import path from 'node:path';
import { createDataSource, holdServerLock, migrate, migrationStatus, startEmbeddedPostgres, type EmbeddedPostgres, type ServerLock } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Env } from './env.js';
import { StartError, type Say } from './start-error.js';

export interface Database {
  db: DataSource;
  /** null with a database of one's own. */
  embedded: EmbeddedPostgres | null;
  /** This server, as the others of the same database see it. */
  server: ServerLock;
  close(): Promise<void>;
}

/** Starts or reaches PostgreSQL, takes its place among the servers of the database (the embedded one is its own), and brings the tables up to date. */
export const openDatabase = async (env: Env, say: Say): Promise<Database> => {
  const embedded = env.databaseUrl ? null : await startEmbedded(env, say);
  const url = env.databaseUrl ?? embedded!.url('llamune_poc');
  let server: ServerLock | undefined;
  let db: DataSource | undefined;
  const close = async () => {
    await server?.release();
    if (db?.isInitialized) await db.destroy();
    await embedded?.stop();
  };
  try {
    if (env.databaseUrl) say('データベースに接続しています…');
    db = await connect(url);
    server = await holdServerLock(url, { exclusive: embedded !== null, log: say, onLost: endAtOnce(say) });
    // Before it begins: with many logs it takes minutes, in which nobody must think that nothing happens.
    if ((await migrationStatus(db)).some(({ applied }) => !applied)) say('データベースの表を更新しています（ログが10万件あると、数分かかります）…');
    const applied = await migrate(db, { log: () => {} });
    if (applied.length > 0) say(`データベースの表を更新しました（${applied.length}件）。`);
    return { db, embedded, server, close };
  } catch (error) {
    // PostgreSQL goes on running while another server works with it.
    await close();
    throw error;
  }
};

const startEmbedded = async (env: Env, say: Say) => {
  say('データベース（組み込み PostgreSQL）を起動しています…');
  return startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres'), log: say });
};

const connect = async (url: string): Promise<DataSource> => {
  try {
    return await createDataSource({ url, applicationName: 'llamune_poc' }).initialize();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new StartError(
      `データベース ${hostname || 'localhost'}:${port || '5432'}${pathname} に接続できません（${error instanceof Error ? error.message : String(error)}）。`,
      '.env の DATABASE_URL、PostgreSQL が起動しているか、データベースが作られているか（createdb llamune_poc）を確認してください。DATABASE_URL を空にすると、組み込みの PostgreSQL を使います。',
      error,
    );
  }
};

/** Another server has taken the database for itself while it could not be reached: this one must not write to it any more. */
const endAtOnce = (say: Say) => (error: Error) => {
  say(error.message);
  process.kill(process.pid, 'SIGTERM');
};
