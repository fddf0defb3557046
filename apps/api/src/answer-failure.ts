import type { AnswerErrorCode } from '@llamune/contracts';
import { LlmError } from '@llamune/llm';
import { domainErrorOf } from './errors.js';

export interface AnswerFailure {
  errorCode: AnswerErrorCode;
  error: string;
  /** When it is worth asking again, as far as the engine knows. */
  retryAfterMs?: number | undefined;
}

/** Why a model gave no answer, or only a part of one, as its reader is told. A defect of ours is reported, not told. */
export const answerFailure = (error: unknown, report: (defect: unknown) => void): AnswerFailure => {
  // Only who asks in the background is preempted, and asks again.
  if (error instanceof LlmError && error.code !== 'preempted') return { errorCode: error.code, error: error.message, retryAfterMs: error.retryAfterMs };
  const refusal = domainErrorOf(error);
  if (refusal) return { errorCode: 'engine_error', error: refusal.message };
  report(error);
  return { errorCode: 'engine_error', error: 'Internal error' };
};
