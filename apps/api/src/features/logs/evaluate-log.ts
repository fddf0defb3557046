import type { LogStatus } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { changeOf, refusalOf, saveChanges, statusChangeOf, type SeenChange, type UpdatedLog } from './log-change.js';
import { withProof } from './proven-status.js';

const refusals = {
  not_found: () => notFound('Log'),
  not_finished: () => new DomainError('conflict', 'The answer is not finished yet'),
  changed: () => new DomainError('conflict', 'Somebody changed this log meanwhile. Read it again, then save.'),
};

/** Records a judgement and who gave it. A changed evaluation or correction must be trained again: the status goes back to 未処理, until the change is taken back. */
export const evaluateLog = (db: DataSource, caller: Caller, seen: SeenChange): Promise<UpdatedLog> =>
  db.transaction(async (tx) => {
    const log = await lockLog(tx, seen.logId);
    const refusal = refusalOf(log, caller, seen);
    if (refusal) throw refusals[refusal]();
    const [updated] = await saveChanges(tx, caller, await withProof(tx, [changeOf(log!, caller, seen.change)]));
    return updated!;
  });

/** By a learner or an admin, as the README's third step has it; a judgement must be there to have been trained on. */
export const setLogStatus = (db: DataSource, caller: Caller, id: number, status: LogStatus): Promise<UpdatedLog> =>
  db.transaction(async (tx) => {
    const log = await lockLog(tx, id);
    if (!log) throw notFound('Log');
    if (log.evaluation === null) throw caller.role === 'admin' ? new DomainError('conflict', 'This log is not evaluated yet') : notFound('Log');
    const [updated] = await saveChanges(tx, caller, [statusChangeOf(log, status)]);
    return updated!;
  });

const lockLog = (tx: EntityManager, id: number): Promise<ConversationLog | null> => tx.findOne(ConversationLog, { where: { id }, lock: { mode: 'pessimistic_write' } });
