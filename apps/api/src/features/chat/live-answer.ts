import type { AnswerErrorCode, AnswerEvent, FinishReason } from '@llamune/contracts';
import type { ReadingPosition } from './reading-position.js';

export interface AnswerEnd {
  finishReason: FinishReason;
  errorCode: AnswerErrorCode | null;
  error: string | null;
  /** When it is worth asking again, as far as the engine knows. Told to who asked, not stored. */
  retryAfterMs?: number | undefined;
}

type Phase = { type: 'queued'; position: number } | { type: 'loading'; elapsed_ms: number } | { type: 'started' };

/**
 * An answer in the making. Watchers read its state, not a queue of events: however slow one is, nothing piles up
 * for it, and one that comes late or comes back gets the rest from where it was.
 */
export class LiveAnswer {
  answer = '';
  thinking = '';
  readonly stop = new AbortController();
  private phase: Phase | null = null;
  private end: AnswerEnd | null = null;
  private wake = signalOnce();

  constructor(readonly logId: number) {}

  enter(phase: Phase) {
    this.phase = phase;
    this.changed();
  }

  append(channel: 'answer' | 'thought', text: string) {
    this[channel === 'answer' ? 'answer' : 'thinking'] += text;
    this.changed();
  }

  finish(end: AnswerEnd) {
    this.end = end;
    this.changed();
  }

  async ended(): Promise<AnswerEnd> {
    while (!this.end) await this.wake.promise;
    return this.end;
  }

  /** From a position in its texts to the end. */
  async *watch(position: ReadingPosition, signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent, void, undefined> {
    let told: Phase | null = null;
    while (!signal?.aborted) {
      // What is looked at is older than `wake`: whatever comes while it is read has woken us.
      const { wake, phase, end } = this;
      if (phase && phase !== told) yield (told = phase);
      yield* position.read(this);
      if (end) return yield doneEvent(this.logId, end);
      await changeOrAbort(wake.promise, signal);
    }
  }

  private changed() {
    const { wake } = this;
    this.wake = signalOnce();
    wake.fire();
  }
}

export const doneEvent = (logId: number, { finishReason, errorCode, error }: AnswerEnd): AnswerEvent => ({ type: 'done', log_id: logId, finish_reason: finishReason, error_code: errorCode, error });

const signalOnce = () => {
  let fire = () => {};
  const promise = new Promise<void>((resolve) => (fire = resolve));
  return { promise, fire };
};

const changeOrAbort = async (change: Promise<void>, signal: AbortSignal | undefined) => {
  if (!signal) return change;
  const aborted = signalOnce();
  signal.addEventListener('abort', aborted.fire, { once: true });
  await Promise.race([change, aborted.promise]);
  signal.removeEventListener('abort', aborted.fire);
};
