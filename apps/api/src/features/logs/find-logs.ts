import { ConversationLog, LogChange } from '@llamune/db';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { findLogIds } from './find-log-ids.js';
import { visibleLogs, type LogPageFilter } from './log-filter.js';

const mostChanges = 1000;

/** Newest first. */
export const findLogs = async (db: DataSource, caller: Caller, filter: LogPageFilter): Promise<ConversationLog[]> => readLogs(db, await findLogIds(db, caller, filter));

/** Of these, newest first. That the caller may see them is known already. */
export const readLogs = async (db: DataSource, ids: number[]): Promise<ConversationLog[]> =>
  ids.length === 0 ? [] : withNames(db.getRepository(ConversationLog).createQueryBuilder('log')).where('log.id = ANY (:ids)', { ids }).orderBy('log.id', 'DESC').getMany();

export const findLog = async (db: DataSource, caller: Caller, id: number): Promise<ConversationLog> => {
  const log = await withNames(visibleLogs(db, caller)).andWhere('log.id = :id', { id }).getOne();
  if (!log) throw notFound('Log');
  return log;
};

/** Newest first. */
export const findLogChanges = async (db: DataSource, caller: Caller, logId: number): Promise<LogChange[]> => {
  await findLog(db, caller, logId);
  return db.getRepository(LogChange).find({ where: { logId }, relations: { changedBy: true }, order: { id: 'DESC' }, take: mostChanges });
};

const withNames = (query: SelectQueryBuilder<ConversationLog>) =>
  query.innerJoinAndSelect('log.user', 'user').innerJoinAndSelect('log.poc', 'poc').innerJoinAndSelect('log.model', 'model').leftJoinAndSelect('log.evaluatedBy', 'evaluatedBy');
