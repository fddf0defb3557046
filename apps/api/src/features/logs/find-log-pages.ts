import type { ConversationLog } from '@llamune/db';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { findAllLogIds } from './find-log-ids.js';
import type { LogFilter } from './log-filter.js';

export interface LogPages {
  total: number;
  pageSize: number;
  /** The greatest id of each page, newest first. */
  pageStarts: number[];
}

const mostPages = 5000;
/** As many as `logs.rows` gives at once. */
const largestPage = 1000;

/** The outline of a filtered list. Of more than a million rows the pages are larger than asked for. */
export const findLogPages = async (db: DataSource, caller: Caller, filter: LogFilter, pageSize: number): Promise<LogPages> => {
  const ids = await findAllLogIds(db, caller, filter);
  return Array.isArray(ids) ? { total: ids.length, pageSize, pageStarts: ids.filter((_id, place) => place % pageSize === 0) } : outlineOf(db, ids, pageSize);
};

const outlineOf = async (db: DataSource, query: SelectQueryBuilder<ConversationLog>, pageSize: number): Promise<LogPages> => {
  const [ids, values] = query.getQueryAndParameters();
  const [row] = await db.query<[LogPages]>(
    `WITH found AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id DESC) - 1 AS place FROM (${ids}) ids),
          outline AS (SELECT count(*)::int AS total, least(${largestPage}, greatest(${pageSize}, ceil(count(*) / ${mostPages}.0)))::int AS size FROM found)
     SELECT total, size AS "pageSize", array(SELECT id FROM found WHERE place % size = 0 ORDER BY place) AS "pageStarts" FROM outline`,
    values,
  );
  return row;
};
