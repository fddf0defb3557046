import type { JudgeRole } from '@llamune/contracts';
import { Comparison } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { openRole, pairStates } from '../../pair-states.js';

export interface OpenPair {
  pairId: number;
  role: JudgeRole;
  /** All that are open for this person, also those that are left for later. */
  remaining: number;
}

/** People who judge at the same time are each given their own favourite of that many: rarely the same one, and never far from the order of urgency. */
const nearest = 16;

/** The next pair for this person: nobody has judged it; or another person has, and a second opinion is wanted; or, for an admin, two differ. */
export const findNextPair = async (db: DataSource, caller: Caller, comparisonId: number, skip: number[]): Promise<OpenPair | null> => {
  const [next] = await db.query<OpenPair[]>(nextOpen, [comparisonId, caller.id, caller.role === 'admin', skip]);
  if (!next && !(await db.getRepository(Comparison).existsBy({ id: comparisonId }))) throw notFound('Comparison');
  return next ?? null;
};

/** How many pairs of its comparison are open for this person. */
export const countOpen = async (db: EntityManager, caller: Caller, comparisonId: number): Promise<number> => {
  const [{ remaining }] = await db.query<[{ remaining: number }]>(`${open} SELECT count(*)::int AS remaining FROM open`, [comparisonId, caller.id, caller.role === 'admin']);
  return remaining;
};

const open = `
  WITH ${pairStates('pair.comparison_id = $1')}, open AS (
    SELECT id, position, role, array_position(ARRAY['first', 'second', 'lead'], role) AS stage
      FROM (SELECT *, ${openRole('$2::int', '$3::boolean')} AS role FROM states) state
     WHERE role IS NOT NULL AND NOT is_carried
  )`;
const nextOpen = `${open}, near AS (
    SELECT * FROM open WHERE id <> ALL ($4::int[]) ORDER BY stage, position LIMIT ${nearest}
  )
  SELECT id AS "pairId", role, (SELECT count(*)::int FROM open) AS remaining FROM near ORDER BY stage, md5(id || ':' || $2::int) LIMIT 1`;
