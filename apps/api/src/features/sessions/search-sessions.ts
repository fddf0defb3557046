import type { Session } from '@llamune/db';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { contains, hasPairsOf, isLike, likePattern } from '../../log-search.js';

/**
 * More logs than this that say it, in the question or the answer: it is a common text, and the newest sessions are looked through instead.
 * Fewer are compared in a tenth of a second, where looking through every session takes one or two.
 */
const mostCandidates = 10_000;

/** Keeps the sessions whose PoC, model or any question contains the text. */
export const searchSessions = async (db: DataSource, query: SelectQueryBuilder<Session>, search: string) => {
  const rare = await findRare(db, search);
  const asked = rare
    ? 'session.id = ANY (:rare)'
    : // OFFSET keeps it a look into one session after the other, newest first, which ends when the page is full.
      `EXISTS (SELECT FROM conversation_logs log WHERE log.session_id = session.id AND ${isLike('log.question', ':pattern')} OFFSET 0)`;
  query.andWhere(`(${isLike('poc.name', ':pattern')} OR ${isLike('model.modelName', ':pattern')} OR ${asked})`, { pattern: likePattern(search), ...(rare && { rare }) });
};

/** The sessions in which it was asked, when the index of what logs say can tell; null: too many may be. */
const findRare = async (db: DataSource, search: string): Promise<number[] | null> => {
  const [{ sessions }] = await db.query<[{ sessions: number[] | null }]>(
    `WITH candidates AS MATERIALIZED (SELECT text.log_id AS id FROM log_texts text WHERE ${hasPairsOf('text', '$1')} AND ${contains('text', '$1')} LIMIT ${mostCandidates})
     SELECT CASE WHEN (SELECT count(*) FROM candidates) < ${mostCandidates}
                 THEN array(SELECT DISTINCT log.session_id FROM candidates JOIN conversation_logs log USING (id) WHERE ${isLike('log.question', '$2')}) END AS sessions`,
    [search, likePattern(search)],
  );
  return sessions;
};
