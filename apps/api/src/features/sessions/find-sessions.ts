import { Session } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { awaitsEvaluation } from '../../needs-judgement.js';
import { searchSessions } from './search-sessions.js';

/** What a session's logs say of it. */
interface Contents {
  logs: number;
  unevaluated: number;
  /** Its beginning. */
  firstQuestion: string | null;
  lastAskedAt: Date | null;
}
export interface SessionWithContents extends Contents {
  session: Session;
}
interface Filter {
  pocId?: number | undefined;
  modelId?: number | undefined;
  /** Only the caller's own, also for an admin. */
  mine: boolean;
  /** true: not ended; false: ended. */
  open?: boolean | undefined;
  /** Part of the PoC, the model or any question. */
  search?: string | undefined;
  limit: number;
  before?: number | undefined;
}

const shownCharacters = 200;

/** Newest first: one's own, for an admin everybody's. */
export const findSessions = async (db: DataSource, caller: Caller, filter: Filter): Promise<SessionWithContents[]> => {
  const query = withNames(db).orderBy('session.id', 'DESC').limit(filter.limit);
  if (filter.mine || caller.role !== 'admin') query.andWhere('session.userId = :userId', { userId: caller.id });
  if (filter.pocId !== undefined) query.andWhere('session.pocId = :pocId', { pocId: filter.pocId });
  if (filter.modelId !== undefined) query.andWhere('session.modelId = :modelId', { modelId: filter.modelId });
  if (filter.open !== undefined) query.andWhere(`session.endedAt IS ${filter.open ? 'NULL' : 'NOT NULL'}`);
  if (filter.before !== undefined) query.andWhere('session.id < :before', { before: filter.before });
  if (filter.search?.trim()) await searchSessions(db, query, filter.search.trim());
  return withContents(db, await query.getMany());
};

export const findSession = async (db: DataSource, caller: Caller, id: number): Promise<SessionWithContents> => {
  const session = await withNames(db).where('session.id = :id', { id }).getOne();
  if (!session || (session.userId !== caller.id && caller.role !== 'admin')) throw notFound('Session');
  const [found] = await withContents(db, [session]);
  return found!;
};

const withNames = (db: DataSource) =>
  db
    .getRepository(Session)
    .createQueryBuilder('session')
    .innerJoinAndSelect('session.user', 'user')
    .innerJoinAndSelect('session.poc', 'poc')
    .innerJoinAndSelect('session.model', 'model');

const withContents = async (db: DataSource, sessions: Session[]): Promise<SessionWithContents[]> => {
  if (sessions.length === 0) return [];
  const rows: (Contents & { id: number })[] = await db.query(
    `SELECT counts.*, left(first.question, ${shownCharacters}) AS "firstQuestion"
       FROM (SELECT log.session_id AS id, count(*)::int AS logs, count(*) FILTER (WHERE ${awaitsEvaluation('log')})::int AS unevaluated, max(log.timestamp) AS "lastAskedAt", min(log.id) AS "firstId"
               FROM conversation_logs log WHERE log.session_id = ANY ($1) GROUP BY log.session_id) counts
       JOIN conversation_logs first ON first.id = counts."firstId"`,
    [sessions.map(({ id }) => id)],
  );
  const contentsOf = new Map(rows.map(({ id, ...contents }) => [id, contents]));
  return sessions.map((session) => ({ session, ...(contentsOf.get(session.id) ?? none) }));
};

const none: Contents = { logs: 0, unevaluated: 0, firstQuestion: null, lastAskedAt: null };
