import { randomInt } from 'node:crypto';
import { Sampling, type Turn } from '@llamune/contracts';
import { ConversationLog, Session } from '@llamune/db';
import type { Message } from '@llamune/llm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';

const mostTurns = 50;

/** Puts the question on disk, then starts its answer, which goes on whether anybody watches or not. */
export const askQuestion = async ({ db, answers }: Services, caller: Caller, sessionId: number, question: string): Promise<ConversationLog> => {
  const session = await db.getRepository(Session).findOne({ where: { id: sessionId }, relations: { model: true } });
  if (!session || (session.userId !== caller.id && caller.role !== 'admin')) throw notFound('Session');
  // A log is its session's owner's; a question of somebody else would be put into the owner's mouth.
  if (session.userId !== caller.id) throw new DomainError('forbidden', 'Only the user who started the session can ask in it');
  if (session.endedAt) throw ended();
  const sampling = Sampling.parse(session.sampling);
  const turns = session.multiTurn ? await earlierTurns(db, sessionId) : [];
  const log = await insertLog(db, session, {
    serverId: answers.serverId,
    question,
    turns,
    sampling: { ...sampling, seed: sampling.seed ?? randomInt(2 ** 32) },
  });
  answers.start(log, session.model, messagesOf(session.systemPrompt, turns, question));
  return log;
};

const ended = () => new DomainError('conflict', 'Session already ended');

/** The session is locked while the question is added, so that none slips in after its end. */
const insertLog = (db: DataSource, session: Session, log: Pick<ConversationLog, 'serverId' | 'question' | 'turns' | 'sampling'>) =>
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

/** The answered questions of the session, oldest first. What was cut off before it said anything is no turn. */
const earlierTurns = async (db: DataSource, sessionId: number): Promise<Turn[]> => {
  const logs = await db
    .getRepository(ConversationLog)
    .createQueryBuilder('log')
    .where("log.sessionId = :sessionId AND log.finishReason IS NOT NULL AND log.answer <> ''", { sessionId })
    .orderBy('log.id', 'DESC')
    .limit(mostTurns)
    .getMany();
  return logs.toReversed().map(({ id, question, answer }) => ({ log_id: id, question, answer }));
};

const messagesOf = (systemPrompt: string | null, turns: Turn[], question: string): Message[] => [
  ...(systemPrompt ? [{ role: 'system' as const, content: systemPrompt }] : []),
  ...turns.flatMap((turn) => [
    { role: 'user' as const, content: turn.question },
    { role: 'assistant' as const, content: turn.answer },
  ]),
  { role: 'user', content: question },
];
