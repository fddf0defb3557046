import { userInfo } from 'node:os';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { SnakeNaming } from './snake-naming.js';

export interface DataSourceSettings {
  /** `postgresql://…`; a part that is absent is taken as psql takes it (`PGUSER`, `~/.pgpass`, the name of the OS user). */
  url: string;
  /** As shown in `pg_stat_activity`. */
  applicationName?: string;
  /** The most connections at a time; at least 2. */
  poolSize?: number;
}

/**
 * A DataSource that is not yet connected: call `initialize()`, and `destroy()` at the end.
 * No statement runs longer than 30 s unless the URL says otherwise (`?statement_timeout=…`, in ms).
 * A connection that drops while idle is replaced by the next query; it never ends the process.
 */
export function createDataSource({ url, applicationName = 'llamune_poc', poolSize = 10 }: DataSourceSettings): DataSource {
  pg.defaults.user ??= operatingSystemUser();
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    applicationName,
    poolSize: Math.max(2, poolSize),
    entities,
    migrations,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    connectTimeoutMS: 3_000,
    poolErrorHandler: () => undefined,
    // The server ends a statement by itself; `query_timeout` is for a server that does not answer any more.
    extra: { statement_timeout: 30_000, query_timeout: 35_000, idle_in_transaction_session_timeout: 60_000, keepAlive: true },
  });
}

/** pg looks only at `USER`, which a service started by systemd, cron or Docker does not have. */
export function operatingSystemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined; // a uid without an entry in /etc/passwd
  }
}
