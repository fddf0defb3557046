import { setTimeout as delay } from 'node:timers/promises';
import type { FinishReason } from '@llamune/contracts';
import type { ServerLock } from '@llamune/db';
import type { Caller } from '../../authenticate.js';
import { DomainError } from '../../errors.js';
import type { Services } from '../../trpc.js';
import type { Answers } from './answers.js';
import { findOwnLog } from './watch-answer.js';

const channel = 'llamune_stop';
const patienceMs = 10_000;
const lookEveryMs = 250;

/** Stops answers of this server when another server of the same database is asked to. */
export const hearStops = (server: ServerLock, answers: Answers) => server.listen(channel, (logId) => void answers.stop(Number(logId)));

/**
 * Ends one's own answer, whichever server makes it, and waits until that is on disk.
 * @throws {DomainError} unavailable, when the server that makes it does not react.
 */
export const stopAnswer = async ({ db, answers }: Services, caller: Caller, logId: number, signal: AbortSignal | undefined): Promise<FinishReason> => {
  await findOwnLog(db, caller, logId);
  const end = await answers.stop(logId);
  if (end) return end.finishReason;
  for (const until = performance.now() + patienceMs; ; ) {
    const { finishReason } = await findOwnLog(db, caller, logId);
    if (finishReason) return finishReason;
    if (performance.now() >= until || signal?.aborted) throw noReaction();
    // Told again each time: the other server's connection may be lost just now.
    await db.query('SELECT pg_notify($1, $2)', [channel, String(logId)]);
    await delay(lookEveryMs, undefined, signal && { signal }).catch(() => undefined);
  }
};

const noReaction = () =>
  new DomainError(
    'unavailable',
    'The answer is made by another llamune_poc server, which has not stopped it within 10 seconds. Try again. If that server has ended, the answer is marked as interrupted by itself within two minutes.',
    { retryAfterSeconds: 10 },
  );
