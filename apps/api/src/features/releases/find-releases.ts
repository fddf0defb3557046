import type { GatePolicy } from '@llamune/contracts';
import { GatePolicy as PolicyRow, Poc, Release } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { findPolicy } from './gate-checks.js';

export interface ReleaseState {
  pocId: number;
  policy: GatePolicy;
  /** Newest first; the first one is the current one. */
  history: Release[];
}

const mostShown = 100;

export const findReleaseState = async (db: DataSource, pocId: number): Promise<ReleaseState> => {
  await requirePoc(db, pocId);
  const history = await db.getRepository(Release).find({ where: { pocId }, relations: { model: true, decidedBy: true }, order: { id: 'DESC' }, take: mostShown });
  return { pocId, policy: await findPolicy(db.manager, pocId), history };
};

/** From now on; what was decided by the one before stays. */
export const setPolicy = async (db: DataSource, caller: Caller, pocId: number, policy: GatePolicy): Promise<void> => {
  await requirePoc(db, pocId);
  await db.getRepository(PolicyRow).upsert({ pocId, policy, updatedById: caller.id, updatedAt: new Date() }, ['pocId']);
};

const requirePoc = async (db: DataSource, id: number): Promise<void> => {
  if (!(await db.getRepository(Poc).existsBy({ id }))) throw notFound('PoC');
};
