import type { ConversationLog } from '@llamune/db';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { contains, isFound } from '../../log-search.js';
import { filteredLogs, type LogFilter, type LogPageFilter } from './log-filter.js';

/** So many logs are looked through in about 10 ms. */
const readForPage = 2000;
/** Answering which of these fit takes as long as asking the index for a common text, of which most logs are somebody else's. */
const readForAll = 10_000;

/** Newest first. */
export const findLogIds = async (db: DataSource, caller: Caller, { limit, before, ...filter }: LogPageFilter): Promise<number[]> => {
  const query = newestIds(db, caller, filter);
  if (before !== undefined) query.andWhere('log.id < :before', { before });
  // Else the newest logs would be read down to the first that is old enough; + 0 keeps PostgreSQL from looking for the greatest id in the same way.
  else if (filter.until) query.andWhere('log.id <= (SELECT max(old.id + 0) FROM conversation_logs old WHERE old.timestamp < :until)');
  const search = filter.search?.trim();
  if (!search) return idsOf(query.limit(limit));
  // A common text fills the page from the newest logs; only for a rare one the index is faster.
  const read = await readThrough(db, query.clone().limit(readForPage), search);
  if (read.found.length >= limit || read.count < readForPage) return read.found.slice(0, limit);
  return idsOf(query.andWhere(isFound('log', ':search'), { search }).limit(limit));
};

/** Every id that fits, newest first, as a query; or the ids themselves, where they had to be looked at anyway. */
export const findAllLogIds = async (db: DataSource, caller: Caller, filter: LogFilter): Promise<number[] | SelectQueryBuilder<ConversationLog>> => {
  const query = newestIds(db, caller, filter);
  const search = filter.search?.trim();
  if (!search) return query;
  const read = await readThrough(db, query.clone().limit(readForAll), search);
  return read.count < readForAll ? read.found : query.andWhere(isFound('log', ':search'), { search });
};

const newestIds = (db: DataSource, caller: Caller, filter: LogFilter) => filteredLogs(db, caller, filter).select('log.id', 'id').orderBy('log.id', 'DESC');

const idsOf = async (query: SelectQueryBuilder<ConversationLog>) => (await query.getRawMany<{ id: number }>()).map(({ id }) => id);

/** Which of these logs contain the text, and how many were looked through. */
const readThrough = async (db: DataSource, query: SelectQueryBuilder<ConversationLog>, search: string) => {
  const [logs, values] = query.getQueryAndParameters();
  const rows: { id: number; isFound: boolean }[] = await db.query(
    `SELECT log.id, (SELECT bool_or(${contains('text', `$${values.length + 1}`)}) FROM log_texts text WHERE text.log_id = log.id) AS "isFound" FROM (${logs}) log ORDER BY log.id DESC`,
    [...values, search],
  );
  return { count: rows.length, found: rows.flatMap((row) => (row.isFound ? [row.id] : [])) };
};
