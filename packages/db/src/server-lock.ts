import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { lockDatabase, lockNewServer, lockServer, serverLock, ServerLockError } from './advisory-locks.js';
import { connectionEnded, connectServer, endConnection, type ServerConnection } from './server-connection.js';

const retryMs = 200;

export interface ServerLockOptions {
  /** No other server may use the database, because its data folder is this server's. Otherwise any number of servers may that say the same. */
  exclusive: boolean;
  log: (message: string) => void;
  /** How long to wait for a predecessor that is just ending; 5000. */
  waitMs?: number;
  /** A server that this one cannot work beside has taken the database while the connection was lost. This one must end. */
  onLost?: (error: ServerLockError) => void;
}

/** A living server, as all servers of its database see it. */
export interface ServerLock {
  /** Names this server as the maker of an answer. Its lock is held as long as the server lives, so others can tell (`claimGoneServer`). */
  readonly serverId: number;
  /** Calls back with the payload of each `NOTIFY channel`. What is sent while the connection is lost is not heard. */
  listen(channel: string, hear: (payload: string) => void): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes part in a database as a server, until it is released: over one connection of its own, which is made again by itself when it
 * is lost (the database restarts).
 * Throws a ServerLockError when another server holds the database for itself, and the error of pg when it cannot be reached.
 */
export async function holdServerLock(url: string, options: ServerLockOptions): Promise<ServerLock> {
  const client = await connectServer(url);
  try {
    await lockDatabase(client, options);
    return new HeldLock(url, options, client, await lockNewServer(client));
  } catch (error) {
    await endConnection(client);
    throw error;
  }
}

/**
 * Whether the server of that number is gone: its process or its machine has ended, or its connection is lost. If so, it cannot
 * come back before the transaction of `tx` ends.
 */
export async function claimGoneServer(tx: EntityManager, serverId: number): Promise<boolean> {
  const [row]: { gone: boolean }[] = await tx.query('SELECT pg_try_advisory_xact_lock($1, $2) AS gone', [serverLock, serverId]);
  return row?.gone ?? false;
}

class HeldLock implements ServerLock {
  readonly #closing = new AbortController();
  readonly #heard = new Map<string, (payload: string) => void>();
  readonly #kept: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly options: ServerLockOptions,
    private client: ServerConnection,
    readonly serverId: number,
  ) {
    this.#hear(client);
    this.#kept = this.#keep();
  }

  async listen(channel: string, hear: (payload: string) => void): Promise<void> {
    this.#heard.set(channel, hear);
    // A connection that is lost right now listens to everything once it is there again.
    await this.client.query(`LISTEN "${channel}"`).catch(() => undefined);
  }

  async release(): Promise<void> {
    this.#closing.abort();
    await endConnection(this.client);
    await this.#kept;
  }

  async #keep(): Promise<void> {
    for (;;) {
      await connectionEnded(this.client);
      if (this.#closing.signal.aborted || !(await this.#takeAgain())) return;
    }
  }

  async #takeAgain(): Promise<boolean> {
    for (let pauseMs = 100; !this.#closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        this.client = await connectServer(this.url);
        // Released while it was on its way: nobody else ends this connection.
        if (this.#closing.signal.aborted) break;
        await lockDatabase(this.client, this.options);
        this.#hear(this.client);
        for (const channel of this.#heard.keys()) await this.client.query(`LISTEN "${channel}"`);
        // Held for a moment by whoever looks whether this server is gone, or for a minute by the lost connection, of which PostgreSQL does not know yet.
        while (!(await lockServer(this.client, this.serverId))) await this.#pause(retryMs);
        return true;
      } catch (error) {
        await endConnection(this.client);
        if (error instanceof ServerLockError) {
          this.options.onLost?.(error);
          return false;
        }
        await this.#pause(pauseMs); // the database is not there yet
      }
    }
    await endConnection(this.client);
    return false;
  }

  #hear(client: ServerConnection): void {
    client.on('notification', ({ channel, payload }) => this.#heard.get(channel)?.(payload ?? ''));
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
