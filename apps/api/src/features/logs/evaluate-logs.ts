import { ConversationLog } from '@llamune/db';
import { In, type DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError } from '../../errors.js';
import { changeOf, refusalOf, saveChanges, type SeenChange, type UpdatedLog } from './log-change.js';
import { withProof } from './proven-status.js';

export interface UpdatedLogs {
  updated: UpdatedLog[];
  skipped: { logId: number; reason: NonNullable<ReturnType<typeof refusalOf>> }[];
}

/**
 * Several judgements, all on disk or none. What cannot be changed is skipped and told, so that one log of five hundred spoils nothing.
 * @throws {DomainError} invalid, when a log is named twice: which of the two would count?
 */
export const evaluateLogs = (db: DataSource, caller: Caller, changes: SeenChange[]): Promise<UpdatedLogs> => {
  const ids = changes.map(({ logId }) => logId);
  const twice = ids.find((id, place) => ids.indexOf(id) < place);
  if (twice !== undefined) throw new DomainError('invalid', `changes: log ${twice} is named twice. Name each log once.`);
  return db.transaction(async (tx) => {
    const logs = await lockLogs(tx, ids);
    const judged = changes.map((seen) => ({ seen, log: logs.get(seen.logId), refusal: refusalOf(logs.get(seen.logId), caller, seen) }));
    const accepted = judged.filter(({ refusal }) => refusal === null);
    const planned = await withProof(tx, accepted.map(({ log, seen }) => changeOf(log!, caller, seen.change)));
    return {
      updated: await saveChanges(tx, caller, planned),
      skipped: judged.flatMap(({ seen: { logId }, refusal }) => (refusal ? [{ logId, reason: refusal }] : [])),
    };
  });
};

/** In the order of their ids: two calls for the same logs wait for each other instead of each holding what the other needs. Without question and answer, which may be long. */
const lockLogs = async (tx: EntityManager, ids: number[]): Promise<Map<number, ConversationLog>> => {
  const logs = await tx.find(ConversationLog, { select: judged, where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  return new Map(logs.map((log) => [log.id, log]));
};

const judged = {
  id: true,
  userId: true,
  finishReason: true,
  updatedAt: true,
  evaluation: true,
  reason: true,
  correctAnswer: true,
  priority: true,
  memo: true,
  rightPoints: true,
  wrongPoints: true,
  missingPoints: true,
  status: true,
} as const;
