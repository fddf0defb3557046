import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerEvent } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { doneEvent } from './live-answer.js';
import type { ReadingPosition } from './reading-position.js';

/** As often as whoever makes an answer saves it (see `answer-record.ts`). */
const lookEveryMs = 500;
const columns = { id: true, answer: true, thinking: true, finishReason: true, errorCode: true, error: true } as const;

/** An answer that has ended, or that another server makes: what its row has of it, until it says how it ended. */
export async function* followRow(db: DataSource, logId: number, position: ReadingPosition, signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent, void, undefined> {
  while (!signal?.aborted) {
    const { answer, thinking, finishReason, errorCode, error } = await db.getRepository(ConversationLog).findOneOrFail({ select: columns, where: { id: logId } });
    yield* position.read({ answer, thinking: thinking ?? '' });
    if (finishReason) return yield doneEvent(logId, { finishReason, errorCode, error });
    await delay(lookEveryMs, undefined, signal && { signal }).catch(() => undefined);
  }
}
