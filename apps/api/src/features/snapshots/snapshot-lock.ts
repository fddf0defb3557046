import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../errors.js';

const againAfterMs = 100;
const patienceMs = 10 * 60_000;

/**
 * Whoever changes who has which logs of a PoC waits here for whoever does so already; held until the transaction ends. Asked for again and
 * again: a statement that waits could not be given up, and is ended after 30 s.
 * @throws {DomainError} unavailable, after ten minutes.
 */
export const lockClaims = async (tx: EntityManager, pocId: number, signal?: AbortSignal): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const [{ locked }] = await tx.query("SELECT pg_try_advisory_xact_lock(hashtext('snapshot_claims'), $1) AS locked", [pocId]);
    if (locked) return;
    if (Date.now() > deadline) throw new DomainError('unavailable', 'Another snapshot of this PoC is being taken. Try again when it is done.', { retryAfterSeconds: 30 });
    await delay(againAfterMs, undefined, { signal });
  }
};
