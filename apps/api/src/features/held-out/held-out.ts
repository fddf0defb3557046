import { ConversationLog, HeldOutQuestion } from '@llamune/db';
import { IsNull, Not, type DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { questionKeyOf } from '../../fold-question.js';
import { findUndecided } from '../../undecided-questions.js';

interface Wanted {
  pocId: number;
  /** Only what keeps the question of this log, from whichever log it was taken. */
  logId: number | undefined;
  before: number | undefined;
  limit: number;
}

/** Newest first. */
export const findHeldOut = async (db: DataSource, caller: Caller, { pocId, logId, before, limit }: Wanted): Promise<HeldOutQuestion[]> => {
  const query = withName(db).where('held.pocId = :pocId', { pocId });
  if (logId !== undefined) {
    const log = await db.getRepository(ConversationLog).findOneBy({ id: logId, pocId, ...(caller.role !== 'admin' && { evaluation: Not(IsNull()) }) });
    if (!log) return [];
    query.andWhere('held.questionKey = :questionKey', { questionKey: questionKeyOf(log.question) });
  }
  if (before !== undefined) query.andWhere('held.id < :before', { before });
  return query.orderBy('held.id', 'DESC').limit(limit).getMany();
};

/** Keeps a log's question for testing. One that is kept already stays as it is. @throws {DomainError} conflict: two judges do not agree on it yet. */
export const holdOut = async (db: DataSource, caller: Caller, logId: number): Promise<HeldOutQuestion> => {
  const log = await db.getRepository(ConversationLog).findOneBy({ id: logId });
  if (!log) throw notFound('Log');
  const questionKey = questionKeyOf(log.question);
  const undecided = await findUndecided(db.manager, log.pocId, [questionKey]);
  if (undecided.has(questionKey) && !(await db.getRepository(HeldOutQuestion).existsBy({ pocId: log.pocId, questionKey }))) throw new DomainError('conflict', stillUndecided);
  await db.getRepository(HeldOutQuestion).createQueryBuilder().insert().values({ pocId: log.pocId, question: log.question, questionKey, logId, heldById: caller.id }).orIgnore().execute();
  return withName(db).where('held.pocId = :pocId AND held.questionKey = :questionKey', { pocId: log.pocId, questionKey }).getOneOrFail();
};

const stillUndecided = 'Two people are to judge the answers to this question in a comparison, and do not agree on them yet. Let the second one judge, or a lead decide where they differ; then hold it out.';

/** Snapshots that are taken from now on may have it. */
export const letGo = async (db: DataSource, id: number): Promise<void> => {
  const { affected } = await db.getRepository(HeldOutQuestion).delete(id);
  if (affected === 0) throw notFound('Held-out question');
};

const withName = (db: DataSource) => db.getRepository(HeldOutQuestion).createQueryBuilder('held').innerJoinAndSelect('held.heldBy', 'heldBy');
