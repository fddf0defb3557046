import type { AnswerErrorCode, Question } from '@llamune/contracts';
import type { ConversationLog } from '@llamune/db';
import type { z } from 'zod';
import { DomainError, type ErrorKind } from '../../errors.js';
import type { AnswerEnd } from './live-answer.js';

const kindOf: Record<AnswerErrorCode, ErrorKind> = {
  context_length_exceeded: 'invalid',
  queue_full: 'unavailable',
  deadline: 'unavailable',
  model_not_found: 'unavailable',
  model_corrupt: 'unavailable',
  insufficient_memory: 'unavailable',
  engine_crashed: 'model_failed',
  engine_error: 'model_failed',
  server_unreachable: 'unavailable',
  server_failed: 'model_failed',
  server_ended: 'unavailable',
  not_saved: 'unavailable',
};
/** Where the engine itself does not say. */
const retryAfterSeconds: Partial<Record<AnswerErrorCode, number>> = { queue_full: 3, deadline: 10, engine_crashed: 3, server_unreachable: 10, server_ended: 10 };

export const questionFromWire = ({ session_id, question, retry_of_id }: z.output<typeof Question>) => ({ sessionId: session_id, question, retryOfId: retry_of_id });

export const askedToWire = ({ id, timestamp }: ConversationLog) => ({ log_id: id, timestamp: timestamp.toISOString() });

/**
 * @param end How the answer ended, where that may not be on disk yet.
 * @throws {DomainError} when the model failed; its message says under which log the question and the partial answer are kept.
 */
export const answerToWire = (log: ConversationLog, end: AnswerEnd | undefined) => {
  const { id, answer, timestamp } = log;
  const { finishReason, errorCode, error } = end ?? log;
  if (errorCode)
    throw new DomainError(kindOf[errorCode], `${error ?? errorCode} (The question is kept as log ${id}.)`, {
      retryAfterSeconds: end?.retryAfterMs === undefined ? retryAfterSeconds[errorCode] : Math.max(1, Math.ceil(end.retryAfterMs / 1000)),
    });
  return { log_id: id, answer, timestamp: timestamp.toISOString(), finish_reason: finishReason ?? ('interrupted' as const) };
};
