import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { operatingSystemUser } from './data-source.js';

export type ServerConnection = pg.Client & { hasEnded?: boolean };

const signOfLifeMs = 30_000;
const replyMs = 10_000;
// Of a machine that lost its power PostgreSQL hears nothing: after 30 s without a word it asks three times, 10 s apart, then ends the session and its locks.
const keepalives = 'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';

/** The one connection, outside the pool, that a server keeps as long as it lives. Whoever gets it ends it. */
export async function connectServer(url: string): Promise<ServerConnection> {
  pg.defaults.user ??= operatingSystemUser();
  const client: ServerConnection = new pg.Client({
    connectionString: url,
    application_name: 'llamune_poc server',
    connectionTimeoutMillis: 3_000,
    query_timeout: replyMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: signOfLifeMs,
  });
  client.on('error', () => undefined); // `end` follows
  client.once('end', () => (client.hasEnded = true));
  try {
    await client.connect();
    await client.query(keepalives);
    return client;
  } catch (error) {
    await endConnection(client);
    throw error;
  }
}

/** Waits until the connection is lost or ended. A database whose machine is gone says no goodbye: it is asked now and then. */
export async function connectionEnded(client: ServerConnection): Promise<void> {
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  while (!client.hasEnded) {
    const listening = new AbortController();
    await Promise.race([ended, sleep(signOfLifeMs, undefined, { ref: false, signal: listening.signal }).catch(() => undefined)]);
    listening.abort();
    if (!client.hasEnded) await client.query('SELECT 1').catch(() => endConnection(client));
  }
}

/** Says goodbye, but does not wait long for an answer. */
export async function endConnection(client: ServerConnection): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(2_000, undefined, { ref: false })]);
}
