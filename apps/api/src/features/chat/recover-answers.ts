import { claimGoneServer, ConversationLog } from '@llamune/db';
import { In, IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { Answers, Logger } from './answers.js';

interface Parts {
  db: DataSource;
  answers: Answers;
  log: Logger;
  /** How often to look for servers that have ended; 15,000. */
  everyMs?: number;
}

const batch = 500;

/**
 * Marks answers that nobody makes any more as interrupted; what had been generated stays. Many servers may do so at once: each takes the
 * lock of the server that is gone for as long as it marks its answers, and an answer that ends in that moment keeps its own end.
 */
export class AnswerRecovery {
  private missing = new Set<number | null>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** Of every server that is gone. For the start: what a server left that was killed and is started again is marked at once. */
  async recover(): Promise<number> {
    return this.look(() => true);
  }

  /** From now on, of every server that was gone at two looks in a row: one whose connection was lost for a moment (PostgreSQL was restarted) goes on with its answers. */
  start() {
    this.timer = setTimeout(() => {
      const before = this.missing;
      this.looking = this.look((owner) => before.has(owner))
        .then((marked) => marked > 0 && this.parts.log.warn({ marked }, 'answers of a server that has ended were marked as interrupted'))
        .catch((error: unknown) => this.parts.log.warn({ err: error }, 'could not look for answers of servers that have ended'))
        .finally(() => this.timer && this.start());
    }, this.parts.everyMs ?? 15_000).unref();
  }

  async close() {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  private async look(isLongGone: (owner: number | null) => boolean): Promise<number> {
    const { db, answers } = this.parts;
    let marked = await this.markForgotten();
    const missing = new Set<number | null>();
    const owners: { owner: number | null }[] = await db.query('SELECT DISTINCT server_id AS owner FROM conversation_logs WHERE finish_reason IS NULL AND server_id IS DISTINCT FROM $1', [answers.serverId]);
    for (const { owner } of owners)
      marked += await db.transaction(async (tx) => {
        if (owner !== null && !(await claimGoneServer(tx, owner))) return 0;
        missing.add(owner);
        return isLongGone(owner) ? markOf(tx, owner) : 0;
      });
    this.missing = missing;
    return marked;
  }

  /** A question of this server's own that is on disk although the database said it was not: its connection broke off in the middle of the commit. */
  private async markForgotten(): Promise<number> {
    const { db, answers } = this.parts;
    const own: { id: number }[] = await db.query(`SELECT id FROM conversation_logs WHERE finish_reason IS NULL AND server_id = $1 AND timestamp < now() - interval '2 minutes' LIMIT ${batch}`, [answers.serverId]);
    const forgotten = own.map(({ id }) => id).filter((id) => !answers.find(id));
    return forgotten.length > 0 ? mark(db.manager, forgotten) : 0;
  }
}

const markOf = async (tx: EntityManager, owner: number | null): Promise<number> => {
  for (let marked = 0; ; ) {
    const left: { id: number }[] = await tx.query(`SELECT id FROM conversation_logs WHERE finish_reason IS NULL AND server_id IS NOT DISTINCT FROM $1 LIMIT ${batch}`, [owner]);
    if (left.length === 0) return marked;
    marked += await mark(tx, left.map(({ id }) => id));
  }
};

const mark = async (tx: EntityManager, ids: number[]): Promise<number> => {
  const interrupted = { finishReason: 'interrupted', errorCode: 'server_ended', error: 'The server ended in the middle of the answer', serverId: null } as const;
  const { affected } = await tx.update(ConversationLog, { id: In(ids), finishReason: IsNull() }, interrupted);
  return affected ?? 0;
};
