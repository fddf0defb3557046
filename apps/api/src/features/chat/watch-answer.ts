import type { AnswerEvent } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { doneEvent } from './live-answer.js';

/** One's own log, for an admin anybody's. */
export const findOwnLog = async (db: DataSource, caller: Caller, id: number): Promise<ConversationLog> => {
  const log = await db.getRepository(ConversationLog).findOneBy({ id });
  if (!log || (log.userId !== caller.id && caller.role !== 'admin')) throw notFound('Log');
  return log;
};

/** What there is of one's own answer (`findOwnLog` first) after the first `after` UTF-16 code units, then what comes, then how it ended. */
export async function* watchAnswer({ db, answers }: Services, caller: Caller, logId: number, after: number, signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent, void, undefined> {
  const live = answers.find(logId);
  if (live) return yield* live.watch(after, signal);
  const { answer, finishReason, errorCode, error } = await findOwnLog(db, caller, logId);
  if (answer.length > after) yield { type: 'delta', at: after, text: answer.slice(after) };
  yield doneEvent(logId, { finishReason: finishReason ?? 'interrupted', errorCode, error });
}
