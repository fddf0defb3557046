import { ConversationLog, LogChange } from '@llamune/db';
import { Brackets, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';

export interface LogFilter {
  sessionId?: number | undefined;
  pocId?: number | undefined;
  modelId?: number | undefined;
  userId?: number | undefined;
  evaluation?: number | undefined;
  unevaluated?: boolean | undefined;
  priority?: number | undefined;
  status?: number | undefined;
  search?: string | undefined;
  limit: number;
  before?: number | undefined;
}
const columns = ['sessionId', 'pocId', 'modelId', 'userId', 'evaluation', 'priority', 'status'] as const satisfies (keyof LogFilter)[];
const mostChanges = 1000;

/** Newest first: one's own; for an admin all; for a learner also what anybody has evaluated. */
export const findLogs = (db: DataSource, caller: Caller, filter: LogFilter): Promise<ConversationLog[]> => {
  const query = visibleLogs(db, caller).orderBy('log.id', 'DESC').limit(filter.limit);
  for (const column of columns) if (filter[column] !== undefined) query.andWhere(`log.${column} = :${column}`, { [column]: filter[column] });
  if (filter.unevaluated !== undefined) query.andWhere(`log.evaluation IS ${filter.unevaluated ? 'NULL' : 'NOT NULL'}`);
  if (filter.before !== undefined) query.andWhere('log.id < :before', { before: filter.before });
  if (filter.search) query.andWhere('(log.question ILIKE :part OR log.answer ILIKE :part OR log.correctAnswer ILIKE :part)', { part: `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` });
  return query.getMany();
};

export const findLog = async (db: DataSource, caller: Caller, id: number): Promise<ConversationLog> => {
  const log = await visibleLogs(db, caller).andWhere('log.id = :id', { id }).getOne();
  if (!log) throw notFound('Log');
  return log;
};

/** Newest first. */
export const findLogChanges = async (db: DataSource, caller: Caller, logId: number): Promise<LogChange[]> => {
  await findLog(db, caller, logId);
  return db.getRepository(LogChange).find({ where: { logId }, relations: { changedBy: true }, order: { id: 'DESC' }, take: mostChanges });
};

const visibleLogs = (db: DataSource, caller: Caller): SelectQueryBuilder<ConversationLog> => {
  const query = db
    .getRepository(ConversationLog)
    .createQueryBuilder('log')
    .innerJoinAndSelect('log.user', 'user')
    .innerJoinAndSelect('log.poc', 'poc')
    .innerJoinAndSelect('log.model', 'model')
    .leftJoinAndSelect('log.evaluatedBy', 'evaluatedBy');
  if (caller.role === 'admin') return query;
  return query.where(
    new Brackets((own) => {
      own.where('log.userId = :callerId', { callerId: caller.id });
      if (caller.role === 'learner') own.orWhere('log.evaluation IS NOT NULL');
    }),
  );
};
