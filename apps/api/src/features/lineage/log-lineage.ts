import type { Split } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { isAsTaken } from '../../judged-as-taken.js';

interface Descendant {
  modelId: number;
  modelName: string;
  version: number;
  /** 0: trained on the snapshot itself. */
  generation: number;
}
export interface HoldingSnapshot {
  snapshotId: number;
  version: number;
  createdAt: Date;
  acknowledgedAt: Date | null;
  split: Split;
  isCurrent: boolean;
  models: Descendant[];
}
const mostSnapshots = 100;
// A row by psql may have made a circle of parents.
const mostGenerations = 100;

/** The snapshots that hold a log, newest first, each with every model that learned from it. The test part is not learned from. */
export const findLogLineage = async (db: DataSource, caller: Caller, logId: number): Promise<HoldingSnapshot[]> => {
  const log = await db.getRepository(ConversationLog).findOne({ where: { id: logId }, select: { id: true, userId: true, evaluation: true } });
  const isVisible = log && (log.userId === caller.id || caller.role === 'admin' || (caller.role === 'learner' && log.evaluation !== null));
  if (!isVisible) throw notFound('Log');
  const snapshots = await db.query<Omit<HoldingSnapshot, 'models'>[]>(holding, [logId, mostSnapshots]);
  const learned = snapshots.filter(({ split }) => split !== 'test').map(({ snapshotId }) => snapshotId);
  const models = await db.query<(Descendant & { snapshotId: number })[]>(descendants, [learned, mostGenerations]);
  return snapshots.map((snapshot) => ({ ...snapshot, models: models.filter(({ snapshotId }) => snapshotId === snapshot.snapshotId) }));
};

const holding = `
  SELECT snapshot.id AS "snapshotId", snapshot.version, snapshot.created_at AS "createdAt", snapshot.acknowledged_at AS "acknowledgedAt", example.split, ${isAsTaken('log', 'example')} IS TRUE AS "isCurrent"
    FROM snapshot_examples example JOIN snapshots snapshot ON snapshot.id = example.snapshot_id JOIN conversation_logs log ON log.id = example.log_id
   WHERE example.log_id = $1 ORDER BY snapshot.id DESC LIMIT $2`;
const descendants = `
  WITH RECURSIVE line AS (
    SELECT id, snapshot_id AS origin, 0 AS generation FROM models WHERE snapshot_id = ANY ($1)
    UNION
    SELECT child.id, line.origin, line.generation + 1 FROM models child JOIN line ON child.parent_id = line.id WHERE line.generation < $2
  )
  SELECT line.origin AS "snapshotId", model.id AS "modelId", model.model_name AS "modelName", model.version, min(line.generation) AS generation
    FROM line JOIN models model ON model.id = line.id GROUP BY line.origin, model.id ORDER BY generation, model.id`;
