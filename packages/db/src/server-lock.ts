import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { operatingSystemUser } from './data-source.js';
import { DatabaseStartError } from './start-error.js';

/** Any number that no other program on the same database uses. */
const serverLock = 7_270_010;

export interface ServerLockOptions {
  log: (message: string) => void;
  /** How long to wait for a predecessor that is just ending; 5000. */
  waitMs?: number;
  /** Another server has taken the database while the connection was lost. This one must end. */
  onLost?: (error: ServerLockError) => void;
}

export interface ServerLock {
  release(): Promise<void>;
}

/** Another llamune_poc server works on the same database. */
export class ServerLockError extends DatabaseStartError {
  constructor(holder: string) {
    super(
      `このデータベースは、別の llamune_poc が使っています${holder}。`,
      'そちらを終了するか、こちらの DATABASE_URL かデータフォルダーを別のものにしてください。',
    );
  }
}

/**
 * Makes sure that one server at most works on a database, until the lock is released. It holds one connection of its own;
 * when that is lost (the database restarts) it is taken again by itself.
 * Throws a ServerLockError when another server holds it, and the error of pg when the database cannot be reached.
 */
export async function holdServerLock(url: string, { log, waitMs = 5_000, onLost }: ServerLockOptions): Promise<ServerLock> {
  const closing = new AbortController();
  let client = await acquire(url, waitMs, log);
  const kept = keep();
  return {
    async release() {
      closing.abort();
      await client.end().catch(() => undefined);
      await kept;
    },
  };

  async function keep(): Promise<void> {
    for (;;) {
      await ended(client);
      if (closing.signal.aborted) return;
      const next = await acquireAgain();
      if (!next) return;
      client = next;
    }
  }

  async function acquireAgain(): Promise<LockClient | null> {
    for (let pause = 100; !closing.signal.aborted; pause = Math.min(pause * 2, 2_000)) {
      try {
        const next = await acquire(url, waitMs, log);
        if (!closing.signal.aborted) return next;
        await next.end();
      } catch (error) {
        if (error instanceof ServerLockError) {
          onLost?.(error);
          return null;
        }
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined); // the database is not there yet
      }
    }
    return null;
  }
}

type LockClient = pg.Client & { hasEnded?: boolean };

async function acquire(url: string, waitMs: number, log: (message: string) => void): Promise<LockClient> {
  pg.defaults.user ??= operatingSystemUser();
  const client: LockClient = new pg.Client({
    connectionString: url,
    application_name: 'llamune_poc server',
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  });
  client.on('error', () => undefined); // `end` follows
  client.once('end', () => (client.hasEnded = true));
  try {
    await client.connect();
    const until = performance.now() + waitMs;
    for (let told = false; ; told = true) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [serverLock]);
      if (rows[0]?.locked) return client;
      if (performance.now() >= until) throw new ServerLockError(await holderOf(client));
      if (!told) log('別の llamune_poc がこのデータベースを使っています。終わるのを待ちます…');
      await sleep(200);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Since when, and from where. */
async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ since: string; address: string | null }>(
    `SELECT to_char(backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') AS since, host(client_addr) AS address
       FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND objid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [serverLock],
  );
  const holder = rows[0];
  return holder ? `（${holder.since} から${holder.address ? `、${holder.address}` : ''}）` : '';
}

async function ended(client: LockClient): Promise<void> {
  if (client.hasEnded) return;
  await new Promise<void>((resolve) => client.once('end', () => resolve()));
}
