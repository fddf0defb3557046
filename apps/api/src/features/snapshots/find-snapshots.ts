import type { SnapshotState } from '@llamune/contracts';
import { Model, Snapshot } from '@llamune/db';
import { In, type DataSource } from 'typeorm';
import { notFound } from '../../errors.js';

export interface SnapshotWithModels {
  snapshot: Snapshot;
  state: SnapshotState;
  modelIds: number[];
}
export interface SnapshotFilter {
  pocId: number | undefined;
  state: SnapshotState | undefined;
  requestKey: string | undefined;
  before: number | undefined;
  limit: number;
}

const inState: Record<SnapshotState, string> = {
  trained: 'snapshot.acknowledgedAt IS NOT NULL',
  released: 'snapshot.acknowledgedAt IS NULL AND snapshot.releasedAt IS NOT NULL',
  claimed: 'snapshot.claimedUntil > clock_timestamp()',
  expired: 'snapshot.claimedUntil <= clock_timestamp()',
};

/** Newest first. */
export const findSnapshots = async (db: DataSource, { pocId, state, requestKey, before, limit }: SnapshotFilter): Promise<SnapshotWithModels[]> => {
  const query = withNames(db);
  if (pocId !== undefined) query.andWhere('snapshot.pocId = :pocId', { pocId });
  if (state) query.andWhere(inState[state]);
  if (requestKey !== undefined) query.andWhere('snapshot.requestKey = :requestKey', { requestKey });
  if (before !== undefined) query.andWhere('snapshot.id < :before', { before });
  return withModels(db, await query.orderBy('snapshot.id', 'DESC').limit(limit).getMany());
};

export const findSnapshot = async (db: DataSource, id: number): Promise<SnapshotWithModels> => {
  const snapshot = await withNames(db).where('snapshot.id = :id', { id }).getOne();
  if (!snapshot) throw notFound('Snapshot');
  return (await withModels(db, [snapshot]))[0]!;
};

const withNames = (db: DataSource) =>
  db.getRepository(Snapshot).createQueryBuilder('snapshot').innerJoinAndSelect('snapshot.poc', 'poc').innerJoinAndSelect('snapshot.createdBy', 'createdBy').leftJoinAndSelect('snapshot.acknowledgedBy', 'acknowledgedBy');

const withModels = async (db: DataSource, snapshots: Snapshot[]): Promise<SnapshotWithModels[]> => {
  const models = await db.getRepository(Model).find({ where: { snapshotId: In(snapshots.map(({ id }) => id)) }, select: { id: true, snapshotId: true }, order: { id: 'ASC' } });
  return snapshots.map((snapshot) => ({ snapshot, state: stateOf(snapshot), modelIds: models.filter(({ snapshotId }) => snapshotId === snapshot.id).map(({ id }) => id) }));
};

const stateOf = ({ acknowledgedAt, releasedAt, claimedUntil }: Snapshot): SnapshotState => {
  if (acknowledgedAt) return 'trained';
  if (releasedAt || !claimedUntil) return 'released';
  return claimedUntil.getTime() > Date.now() ? 'claimed' : 'expired';
};
