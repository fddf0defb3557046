import { ConversationLog, Session } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';

export interface SessionWithCounts {
  session: Session;
  logs: number;
  unevaluated: number;
}
interface Filter {
  pocId?: number | undefined;
  modelId?: number | undefined;
  /** Only the caller's own, also for an admin. */
  mine: boolean;
  /** true: not ended; false: ended. */
  open?: boolean | undefined;
  limit: number;
  before?: number | undefined;
}

/** Newest first: one's own, for an admin everybody's. */
export const findSessions = async (db: DataSource, caller: Caller, filter: Filter): Promise<SessionWithCounts[]> => {
  const query = withNames(db).orderBy('session.id', 'DESC').limit(filter.limit);
  if (filter.mine || caller.role !== 'admin') query.andWhere('session.userId = :userId', { userId: caller.id });
  if (filter.pocId !== undefined) query.andWhere('session.pocId = :pocId', { pocId: filter.pocId });
  if (filter.modelId !== undefined) query.andWhere('session.modelId = :modelId', { modelId: filter.modelId });
  if (filter.open !== undefined) query.andWhere(`session.endedAt IS ${filter.open ? 'NULL' : 'NOT NULL'}`);
  if (filter.before !== undefined) query.andWhere('session.id < :before', { before: filter.before });
  return withCounts(db, await query.getMany());
};

export const findSession = async (db: DataSource, caller: Caller, id: number): Promise<SessionWithCounts> => {
  const session = await withNames(db).where('session.id = :id', { id }).getOne();
  if (!session || (session.userId !== caller.id && caller.role !== 'admin')) throw notFound('Session');
  const [found] = await withCounts(db, [session]);
  return found!;
};

const withNames = (db: DataSource) =>
  db
    .getRepository(Session)
    .createQueryBuilder('session')
    .innerJoinAndSelect('session.user', 'user')
    .innerJoinAndSelect('session.poc', 'poc')
    .innerJoinAndSelect('session.model', 'model');

const withCounts = async (db: DataSource, sessions: Session[]): Promise<SessionWithCounts[]> => {
  if (sessions.length === 0) return [];
  const rows: { sessionId: number; logs: string; unevaluated: string }[] = await db
    .getRepository(ConversationLog)
    .createQueryBuilder('log')
    .select('log.sessionId', 'sessionId')
    .addSelect('count(*)', 'logs')
    .addSelect('count(*) FILTER (WHERE log.evaluation IS NULL)', 'unevaluated')
    .where('log.sessionId IN (:...ids)', { ids: sessions.map(({ id }) => id) })
    .groupBy('log.sessionId')
    .getRawMany();
  const countsOf = new Map(rows.map((row) => [row.sessionId, row]));
  return sessions.map((session) => ({ session, logs: Number(countsOf.get(session.id)?.logs ?? 0), unevaluated: Number(countsOf.get(session.id)?.unevaluated ?? 0) }));
};
