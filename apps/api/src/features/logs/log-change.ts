import { isDeepStrictEqual } from 'node:util';
import { logStatuses, type LogStatus } from '@llamune/contracts';
import { ConversationLog, LogChange, type Judgement } from '@llamune/db';
import { In, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';

/** What is named is set, null clears, what is not named stays. */
export type JudgementChange = { [Name in keyof Omit<Judgement, 'status'>]?: Judgement[Name] | undefined };
export interface SeenChange {
  logId: number;
  change: JudgementChange;
  /** When the log had last changed, as far as the judge knows; undefined: does not matter. */
  seenUpdatedAt: Date | undefined;
}
export interface UpdatedLog {
  logId: number;
  updatedAt: Date;
}
/** What one locked log is to become. */
export interface PlannedChange {
  log: ConversationLog;
  before: Judgement;
  after: Judgement;
  /** Whose verdict it is from now on; undefined: as it was. */
  evaluatedById?: number | null;
}

/** Why a locked log cannot be changed like this; null: it can. */
export const refusalOf = (log: ConversationLog | null | undefined, caller: Caller, { change, seenUpdatedAt }: SeenChange): 'not_found' | 'not_finished' | 'changed' | null => {
  if (!log || (log.userId !== caller.id && caller.role !== 'admin')) return 'not_found';
  // A verdict needs a finished answer; a memo or a priority does not.
  if (log.finishReason === null && change.evaluation) return 'not_finished';
  // To the millisecond, which is all that the wire carries. What is there already may be said again: the reply to the first time was lost.
  if (seenUpdatedAt && log.updatedAt.getTime() !== seenUpdatedAt.getTime() && !isSaid(log, change)) return 'changed';
  return null;
};

/** The same verdict and the same correction: what a status is proven of. */
export const isJudgedAlike = (one: Judgement, other: Judgement) => one.evaluation === other.evaluation && one.correctAnswer === other.correctAnswer;

const isSaid = (log: ConversationLog, change: JudgementChange) => isDeepStrictEqual(judgementOf(log), changed(judgementOf(log), change));

export const changeOf = (log: ConversationLog, caller: Caller, change: JudgementChange): PlannedChange => {
  const before = judgementOf(log);
  const after = changed(before, change);
  if (!isJudgedAlike(before, after)) after.status = logStatuses.unprocessed;
  return { log, before, after, ...judgedBy(caller, before, after) };
};

export const statusChangeOf = (log: ConversationLog, status: LogStatus): PlannedChange => {
  const before = judgementOf(log);
  return { log, before, after: { ...before, status } };
};

const changed = (before: Judgement, change: JudgementChange): Judgement => ({ ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) });

/** A memo, a priority or a note for a correction is no verdict: it does not change whose verdict it is. */
const judgedBy = (caller: Caller, before: Judgement, after: Judgement): Pick<PlannedChange, 'evaluatedById'> => {
  if (after.evaluation === null) return { evaluatedById: null };
  const isVerdict = after.evaluation !== before.evaluation || after.reason !== before.reason || after.correctAnswer !== before.correctAnswer;
  return isVerdict ? { evaluatedById: caller.id } : {};
};

/** Puts changes of locked logs and their history on disk. Tells when each log last changed: now, unless the change says what was there already. */
export const saveChanges = async (tx: EntityManager, caller: Caller, planned: PlannedChange[]): Promise<UpdatedLog[]> => {
  const real = planned.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  // Later than any change before it, also when clocks disagree or two come within a millisecond: nobody must take the one for the other.
  const now = new Date(Math.max(Date.now(), ...real.map(({ log }) => log.updatedAt.getTime() + 1)));
  for (const { ids, values } of alike(real, now)) await tx.update(ConversationLog, { id: In(ids) }, values);
  if (real.length > 0) await tx.insert(LogChange, real.map(({ log, before, after }) => ({ logId: log.id, changedById: caller.id, changedAt: now, before, after })));
  return planned.map((change) => ({ logId: change.log.id, updatedAt: real.includes(change) ? now : change.log.updatedAt }));
};

/** Logs of which the same is written, together: five hundred that are all 良い now are one statement. Only what changes is written, so that a long text stays where it is. */
const alike = (changes: PlannedChange[], now: Date) => {
  const groups = new Map<string, { ids: number[]; values: Partial<Judgement> & Partial<Pick<ConversationLog, 'evaluatedAt' | 'evaluatedById' | 'updatedAt'>> }>();
  for (const { log, before, after, evaluatedById } of changes) {
    const written = Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name as keyof Judgement] !== value)) as Partial<Judgement>;
    const judged = evaluatedById === undefined ? {} : { evaluatedById, evaluatedAt: evaluatedById === null ? null : now };
    const key = JSON.stringify([written, judged]);
    const group = groups.get(key) ?? { ids: [], values: { ...written, ...judged, updatedAt: now } };
    group.ids.push(log.id);
    groups.set(key, group);
  }
  return groups.values();
};

const judgementOf = ({ evaluation, reason, correctAnswer, priority, memo, rightPoints, wrongPoints, missingPoints, status }: ConversationLog): Judgement => ({
  evaluation,
  reason,
  correctAnswer,
  priority,
  memo,
  rightPoints,
  wrongPoints,
  missingPoints,
  status,
});
