import type { AnswerEvent } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { followRow } from './follow-row.js';
import { ReadingPosition } from './reading-position.js';

/** One's own log, for an admin anybody's. */
export const findOwnLog = async (db: DataSource, caller: Caller, id: number): Promise<ConversationLog> => {
  const log = await db.getRepository(ConversationLog).findOneBy({ id });
  if (!log || (log.userId !== caller.id && caller.role !== 'admin')) throw notFound('Log');
  return log;
};

/** What there is of one's own answer (`findOwnLog` first) after what was received already, then what comes, then how it ended. */
export const watchAnswer = (
  { db, answers }: Services,
  { log_id, after, thinking_after }: { log_id: number; after: number; thinking_after: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<AnswerEvent, void, undefined> => {
  const position = new ReadingPosition(after, thinking_after);
  return answers.find(log_id)?.watch(position, signal) ?? followRow(db, log_id, position, signal);
};
