import { randomInt } from 'node:crypto';
import { Sampling, type Turn } from '@llamune/contracts';
import { ConversationLog, Session } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { messagesOf } from '../../prompt-messages.js';
import type { Services } from '../../trpc.js';
import { findOwnLog } from './watch-answer.js';

interface Question {
  sessionId: number;
  question: string;
  /** The log whose question this asks again, as it was or edited. */
  retryOfId?: number | null | undefined;
}

const mostTurns = 50;

/** Puts the question on disk, then starts its answer, which goes on whether anybody watches or not. */
export const askQuestion = async ({ db, answers }: Services, caller: Caller, { sessionId, question, retryOfId = null }: Question): Promise<ConversationLog> => {
  const session = await db.getRepository(Session).findOne({ where: { id: sessionId }, relations: { model: true } });
  if (!session || (session.userId !== caller.id && caller.role !== 'admin')) throw notFound('Session');
  // A log is its session's owner's; a question of somebody else would be put into the owner's mouth.
  if (session.userId !== caller.id) throw new DomainError('forbidden', 'Only the user who started the session can ask in it');
  if (retryOfId !== null && (await findOwnLog(db, caller, retryOfId)).pocId !== session.pocId) throw notFound('Log');
  if (session.endedAt) throw ended();
  const sampling = Sampling.parse(session.sampling);
  const turns = session.multiTurn ? await earlierTurns(db, sessionId, retryOfId) : [];
  const log = await insertLog(db, session, {
    serverId: answers.serverId,
    question,
    retryOfId,
    turns,
    sampling: { ...sampling, seed: sampling.seed ?? randomInt(2 ** 32) },
  });
  answers.start(log, session.model, messagesOf(session.systemPrompt, turns, question));
  return log;
};

const ended = () => new DomainError('conflict', 'Session already ended');

/** The session is locked while the question is added, so that none slips in after its end. */
const insertLog = (db: DataSource, session: Session, log: Pick<ConversationLog, 'serverId' | 'question' | 'retryOfId' | 'turns' | 'sampling'>) =>
  db.transaction(async (tx) => {
    const open = await tx.findOne(Session, { where: { id: session.id }, lock: { mode: 'pessimistic_read' } });
    if (!open || open.endedAt) throw ended();
    const { model } = session;
    return tx.save(
      tx.create(ConversationLog, {
        ...log,
        sessionId: session.id,
        userId: session.userId,
        pocId: session.pocId,
        modelId: session.modelId,
        modelName: model.modelName,
        modelVersion: model.version,
        adapter: model.adapter,
        // The rest is known when the answer has ended; an answer that is cut off still says which file made it.
        engine: { file: model.file, adapter: model.adapter },
        systemPrompt: session.systemPrompt,
      }),
    );
  });

/**
 * The answered questions of the session, oldest first. What was cut off before it said anything is no turn, nor is what was asked again and
 * answered since: the new answer stands in its place. What is asked again itself knows only what came before it.
 */
const earlierTurns = async (db: DataSource, sessionId: number, retryOfId: number | null): Promise<Turn[]> => {
  const logs = await db
    .getRepository(ConversationLog)
    .createQueryBuilder('log')
    .where("log.sessionId = :sessionId AND log.finishReason IS NOT NULL AND log.answer <> ''", { sessionId })
    .andWhere("NOT EXISTS (SELECT FROM conversation_logs again WHERE again.retry_of_id = log.id AND again.session_id = log.session_id AND again.finish_reason IS NOT NULL AND again.answer <> '')")
    .andWhere('(log.id < :retryOfId OR NOT EXISTS (SELECT FROM conversation_logs first WHERE first.id = :retryOfId AND first.session_id = log.session_id))', { retryOfId })
    .orderBy('log.id', 'DESC')
    .limit(mostTurns)
    .getMany();
  return logs.toReversed().map(({ id, question, answer }) => ({ log_id: id, question, answer }));
};
