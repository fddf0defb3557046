import type { RunState } from '@llamune/contracts';
import { Run } from '@llamune/db';
import type { EntityManager } from 'typeorm';
import { DomainError, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { hasFailed } from './find-runs.js';

/** What is being asked right now is given up, and asked again when it is resumed. */
export const pauseRun = (services: Services, id: number) => change(services, id, ['waiting', 'running'], (tx) => tx.update(Run, id, { state: 'paused', serverId: null, error: null }));

export const resumeRun = (services: Services, id: number) => change(services, id, ['paused'], (tx) => tx.update(Run, id, { state: 'waiting', error: null }));

export const cancelRun = (services: Services, id: number) => change(services, id, ['waiting', 'running', 'paused'], (tx) => tx.update(Run, id, { state: 'cancelled', serverId: null, finishedAt: new Date() }));

/** Only what failed and has no judgement is asked again. */
export const retryFailed = (services: Services, id: number) =>
  change(services, id, ['done', 'paused', 'cancelled'], async (tx) => {
    const [, asked]: [unknown, number] = await tx.query(
      `UPDATE run_answers answer SET finish_reason = NULL, error_code = NULL, error = NULL, answer = '', answer_key = NULL, answered_at = NULL WHERE run_id = $1 AND ${hasFailed('answer')} AND evaluation IS NULL`,
      [id],
    );
    if (asked === 0) throw new DomainError('conflict', 'None of its questions has failed');
    await tx.update(Run, id, { state: 'waiting', error: null, finishedAt: null });
  });

/** The row is locked while its state is looked at: of two who act at once one is told that it came too late. */
const change = async ({ db, runs }: Services, id: number, from: RunState[], act: (tx: EntityManager) => Promise<unknown>): Promise<void> => {
  await db.transaction(async (tx) => {
    const run = await tx.findOne(Run, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!run) throw notFound('Run');
    if (!from.includes(run.state)) throw new DomainError('conflict', `The run is ${run.state}. This can be done while it is ${from.join(' or ')}.`);
    await act(tx);
  });
  runs.wake();
};
