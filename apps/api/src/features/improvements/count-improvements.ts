import { ImprovementStage } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { onlyOf, stagedLogs } from './staged-logs.js';

/** How many logs are at each stage; 0 where none is. */
export const countImprovements = async (db: DataSource, caller: Caller, pocId: number): Promise<Record<ImprovementStage, number>> => {
  const rows = await db.query<{ stage: ImprovementStage; count: number }[]>(`${stagedLogs()} SELECT stage, count(*)::int AS count FROM staged GROUP BY stage`, [pocId, onlyOf(caller)]);
  const counts = new Map(rows.map(({ stage, count }) => [stage, count]));
  return Object.fromEntries(ImprovementStage.options.map((stage) => [stage, counts.get(stage) ?? 0])) as Record<ImprovementStage, number>;
};
