import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerConnection } from './server-connection.js';
import { DatabaseStartError } from './start-error.js';

/** Any number that no other program on the same database uses. Alone: the lock on the database; with a second number: the lock of that server. */
export const serverLock = 7_270_010;
const retryMs = 200;

/** Another llamune_poc server works on the same database, and this one may not. */
export class ServerLockError extends DatabaseStartError {
  constructor(holder: string) {
    super(
      `このデータベースは、別の llamune_poc が使っています${holder}。`,
      'そちらを終了するか、こちらの DATABASE_URL かデータフォルダーを別のものにしてください。1つのデータベースを何台かで使うなら、どれも同じ版にして、どれにも自分の PostgreSQL の DATABASE_URL を指定してください。',
    );
  }
}

/** Alone or, with others that do the same, together. Throws a ServerLockError when another server does not let go of it. */
export async function lockDatabase(client: ServerConnection, { exclusive, log, waitMs = 5_000 }: { exclusive: boolean; log: (message: string) => void; waitMs?: number }): Promise<void> {
  const take = `SELECT pg_try_advisory_lock${exclusive ? '' : '_shared'}($1) AS locked`;
  const until = performance.now() + waitMs;
  for (let told = false; ; told = true) {
    const { rows } = await client.query<{ locked: boolean }>(take, [serverLock]);
    if (rows[0]?.locked) return;
    if (performance.now() >= until) throw new ServerLockError(await holderOf(client));
    if (!told) log('別の llamune_poc がこのデータベースを使っています。終わるのを待ちます…');
    await sleep(retryMs);
  }
}

/** Answers the number under which it is locked. */
export async function lockNewServer(client: ServerConnection): Promise<number> {
  for (;;) {
    const serverId = randomInt(1, 2 ** 31);
    if (await lockServer(client, serverId)) return serverId;
  }
}

/** False: somebody else holds that lock right now. */
export async function lockServer(client: ServerConnection, serverId: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS locked', [serverLock, serverId]);
  return rows[0]?.locked ?? false;
}

/** Since when, and from where. */
async function holderOf(client: ServerConnection): Promise<string> {
  const { rows } = await client.query<{ since: string; address: string | null }>(
    `SELECT to_char(backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') AS since, host(client_addr) AS address
       FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1 AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY backend_start LIMIT 1`,
    [serverLock],
  );
  const holder = rows[0];
  return holder ? `（${holder.since} から${holder.address ? `、${holder.address}` : ''}）` : '';
}
