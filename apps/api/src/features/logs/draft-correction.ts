import type { DraftEvent } from '@llamune/contracts';
import type { ConversationLog } from '@llamune/db';
import type { AnswerEvent, LlmEngine } from '@llamune/llm';
import { answerFailure } from '../../answer-failure.js';
import type { Caller } from '../../authenticate.js';
import { engineSampling } from '../../engine-sampling.js';
import { DomainError } from '../../errors.js';
import { requireSource, type Places } from '../../model-source.js';
import { messagesOf } from '../../prompt-messages.js';
import { draftPrompt } from './draft-correction-prompt.js';

interface Parts extends Places {
  engine: LlmEngine;
  /** A draft is ended this long after it was asked for. */
  timeoutMs: number;
  log: { error(details: object, message: string): void };
}

/** At most, of one user at a time. */
const mostDrafts = 2;
const leastTokens = 1024;
const mostTokens = 4096;

/** Drafts of correct answers that are being written in this server. They belong to whoever reads them, and are stored nowhere. */
export class CorrectionDrafts {
  private readonly running = new Map<number, number>();

  constructor(private readonly parts: Parts) {}

  /**
   * A draft by the model that gave the answer, from its answer and the judge's three notes. Going away, or aborting `signal`, ends it.
   * @throws {DomainError} invalid, when there is nothing to write it from; too_many.
   */
  write(caller: Caller, log: ConversationLog, signal: AbortSignal | undefined): AsyncGenerator<DraftEvent, void, undefined> {
    requireMaterial(log);
    const release = this.reserve(caller.id);
    // A stream that is closed before its first value was asked for runs none of its own `finally`.
    signal?.addEventListener('abort', release, { once: true });
    if (signal?.aborted) release();
    return this.stream(caller, log, signal, release);
  }

  private async *stream(caller: Caller, log: ConversationLog, signal: AbortSignal | undefined, release: () => void): AsyncGenerator<DraftEvent, void, undefined> {
    try {
      yield* this.events(caller, log, signal);
    } catch (error) {
      const { errorCode } = answerFailure(error, (defect) => this.parts.log.error({ err: defect, logId: log.id }, 'a draft failed'));
      yield { type: 'done', finish_reason: 'failed', error_code: errorCode };
    } finally {
      signal?.removeEventListener('abort', release);
      release();
    }
  }

  private async *events(caller: Caller, log: ConversationLog, signal: AbortSignal | undefined): AsyncGenerator<DraftEvent, void, undefined> {
    const source = await requireSource(this.parts, log.model);
    const messages = messagesOf(log.systemPrompt, log.turns, draftPrompt(log));
    const maxTokens = Math.min(mostTokens, Math.max(leastTokens, log.sampling.max_tokens ?? 0));
    // Greedy, whatever the answer was made with: the same notes give the same draft. People's questions go first.
    const events = this.parts.engine.answer(
      { source, messages, sampling: engineSampling({ max_tokens: maxTokens }) },
      { user: String(caller.id), signal, deadlineMs: this.parts.timeoutMs, priority: 'batch' },
    );
    let at = 0;
    for await (const event of events) {
      const told = draftEvent(event, at);
      if (told?.type === 'delta') at += told.text.length;
      if (told) yield told;
    }
  }

  private reserve(userId: number): () => void {
    const others = this.running.get(userId) ?? 0;
    if (others >= mostDrafts) throw new DomainError('too_many', `${mostDrafts} drafts of yours are being written already. Wait for one of them, or cancel it.`, { retryAfterSeconds: 5 });
    this.running.set(userId, others + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = this.running.get(userId)! - 1;
      if (left > 0) this.running.set(userId, left);
      else this.running.delete(userId);
    };
  }
}

const requireMaterial = ({ answer, finishReason, rightPoints, wrongPoints, missingPoints }: ConversationLog) => {
  if (finishReason === null || answer.trim() === '') throw new DomainError('invalid', 'There is no answer yet that a draft could be made from.');
  if ([rightPoints, wrongPoints, missingPoints].every((points) => !points?.trim()))
    throw new DomainError('invalid', 'Write first what is right, wrong or missing in the answer (right_points, wrong_points, missing_points): the draft is made from that.');
};

/** What a model thinks before it writes is no part of a draft. */
const draftEvent = (event: AnswerEvent, at: number): DraftEvent | null => {
  if (event.type === 'queued') return { type: 'queued', position: event.position };
  if (event.type === 'loading') return { type: 'loading', elapsed_ms: event.elapsedMs };
  if (event.type === 'started') return { type: 'started' };
  if (event.type === 'delta') return event.channel === 'answer' ? { type: 'delta', at, text: event.text } : null;
  return { type: 'done', finish_reason: event.finish === 'aborted' ? 'stopped' : event.finish, error_code: null };
};
