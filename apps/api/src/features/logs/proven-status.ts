import { logStatuses } from '@llamune/contracts';
import type { Judgement } from '@llamune/db';
import type { EntityManager } from 'typeorm';
import { isJudgedAlike, type PlannedChange } from './log-change.js';

interface StatusMove {
  logId: number;
  before: Judgement;
  after: Judgement;
}

/**
 * What was proven of a verdict and its correction (訓練済み, 検証済み) is lost when one of the two changes, and holds again when both are what they were:
 * a change that is taken back. Not if the status has been moved otherwise since, by a training on what stood in their place or by hand.
 */
export const withProof = async (tx: EntityManager, planned: PlannedChange[]): Promise<PlannedChange[]> => {
  const unproven = planned.filter(({ before, after }) => before.status === logStatuses.unprocessed && !isJudgedAlike(before, after));
  if (unproven.length === 0) return planned;
  const moves = await lastStatusMoves(tx, unproven.map(({ log }) => log.id));
  return planned.map((change) => {
    const move = unproven.includes(change) ? moves.get(change.log.id) : undefined;
    const holdsAgain = move && isLoss(move) && isJudgedAlike(move.before, change.after);
    return holdsAgain ? { ...change, after: { ...change.after, status: move.before.status } } : change;
  });
};

/** By a changed judgement, and not by hand. */
const isLoss = ({ before, after }: StatusMove) => after.status === logStatuses.unprocessed && !isJudgedAlike(before, after);

const lastStatusMoves = async (tx: EntityManager, logIds: number[]): Promise<Map<number, StatusMove>> => {
  const moves = await tx.query<StatusMove[]>(
    `SELECT DISTINCT ON (log_id) log_id AS "logId", before, after FROM log_changes WHERE log_id = ANY($1) AND before->'status' <> after->'status' ORDER BY log_id, id DESC`,
    [logIds],
  );
  return new Map(moves.map((move) => [move.logId, move]));
};
