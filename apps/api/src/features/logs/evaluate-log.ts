import { isDeepStrictEqual } from 'node:util';
import { logStatuses, type LogStatus } from '@llamune/contracts';
import { ConversationLog, LogChange, type Judgement } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';

/** What is named is set, null clears, what is not named stays. */
export type JudgementChange = { [Name in keyof Omit<Judgement, 'status'>]?: Judgement[Name] | undefined };

/** Records a judgement and who gave it. A changed evaluation or correction must be trained again: the status goes back to 未処理. */
export const evaluateLog = (db: DataSource, caller: Caller, id: number, change: JudgementChange): Promise<Date> =>
  db.transaction(async (tx) => {
    const log = await lockLog(tx, id);
    if (log.userId !== caller.id && caller.role !== 'admin') throw notFound('Log');
    if (log.finishReason === null && change.evaluation) throw new DomainError('conflict', 'The answer is not finished yet');
    const before = judgementOf(log);
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as JudgementChange;
    const after: Judgement = { ...before, ...named };
    if (after.evaluation !== before.evaluation || after.correctAnswer !== before.correctAnswer) after.status = logStatuses.unprocessed;
    return record(tx, log, caller, before, after, judgedBy(caller, before, after));
  });

/** By a learner or an admin, as the README's third step has it; a judgement must be there to have been trained on. */
export const setLogStatus = (db: DataSource, caller: Caller, id: number, status: LogStatus): Promise<Date> =>
  db.transaction(async (tx) => {
    const log = await lockLog(tx, id);
    if (log.evaluation === null) throw caller.role === 'admin' ? new DomainError('conflict', 'This log is not evaluated yet') : notFound('Log');
    const before = judgementOf(log);
    return record(tx, log, caller, before, { ...before, status }, {});
  });

/** A memo or a priority is no verdict: it does not change whose verdict it is. */
const judgedBy = (caller: Caller, before: Judgement, after: Judgement) => {
  if (after.evaluation === null) return { evaluatedAt: null, evaluatedById: null };
  const isVerdict = after.evaluation !== before.evaluation || after.reason !== before.reason || after.correctAnswer !== before.correctAnswer;
  return isVerdict ? { evaluatedAt: new Date(), evaluatedById: caller.id } : {};
};

const lockLog = async (tx: EntityManager, id: number): Promise<ConversationLog> => {
  const log = await tx.findOne(ConversationLog, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!log) throw notFound('Log');
  return log;
};

const judgementOf = ({ evaluation, reason, correctAnswer, priority, memo, status }: ConversationLog): Judgement => ({ evaluation, reason, correctAnswer, priority, memo, status });

const record = async (tx: EntityManager, log: ConversationLog, caller: Caller, before: Judgement, after: Judgement, judged: { evaluatedAt?: Date | null; evaluatedById?: number | null }): Promise<Date> => {
  if (isDeepStrictEqual(before, after)) return log.updatedAt;
  const updatedAt = new Date();
  await tx.update(ConversationLog, log.id, { ...after, ...judged, updatedAt });
  await tx.insert(LogChange, { logId: log.id, changedById: caller.id, changedAt: updatedAt, before, after });
  return updatedAt;
};
