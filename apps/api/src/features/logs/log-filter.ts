import { ConversationLog } from '@llamune/db';
import { Brackets, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { needsCorrection } from '../../needs-judgement.js';

export interface LogFilter {
  sessionId?: number | undefined;
  pocId?: number | undefined;
  modelId?: number | undefined;
  userId?: number | undefined;
  evaluation?: number | undefined;
  unevaluated?: boolean | undefined;
  priority?: number | undefined;
  status?: number | undefined;
  needsCorrection?: boolean | undefined;
  finishReason?: string | undefined;
  retryOfId?: number | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
  search?: string | undefined;
}
/** The newest that fit, below a row of the page before. */
export interface LogPageFilter extends LogFilter {
  limit: number;
  before?: number | undefined;
}
const columns = ['sessionId', 'pocId', 'modelId', 'userId', 'evaluation', 'priority', 'status', 'finishReason', 'retryOfId'] as const satisfies (keyof LogFilter)[];

/** One's own; for an admin all; for a learner also what anybody has evaluated. */
export const visibleLogs = (db: DataSource, caller: Caller): SelectQueryBuilder<ConversationLog> => {
  const query = db.getRepository(ConversationLog).createQueryBuilder('log');
  if (caller.role === 'admin') return query;
  return query.where(
    new Brackets((own) => {
      own.where('log.userId = :callerId', { callerId: caller.id });
      if (caller.role === 'learner') own.orWhere('log.evaluation IS NOT NULL');
    }),
  );
};

/** Those of them that fit, whatever they say: `search` is answered in find-log-ids.ts. */
export const filteredLogs = (db: DataSource, caller: Caller, filter: LogFilter): SelectQueryBuilder<ConversationLog> => {
  const query = visibleLogs(db, caller);
  for (const column of columns) if (filter[column] !== undefined) query.andWhere(`log.${column} = :${column}`, { [column]: filter[column] });
  if (filter.unevaluated !== undefined) query.andWhere(`log.evaluation IS ${filter.unevaluated ? 'NULL' : 'NOT NULL'}`);
  if (filter.needsCorrection !== undefined) query.andWhere(filter.needsCorrection ? needsCorrection('log') : `(${needsCorrection('log')}) IS NOT TRUE`);
  if (filter.since) query.andWhere('log.timestamp >= :since', { since: filter.since });
  if (filter.until) query.andWhere('log.timestamp < :until', { until: filter.until });
  return query;
};
