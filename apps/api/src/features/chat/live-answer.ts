import type { AnswerErrorCode, AnswerEvent, FinishReason } from '@llamune/contracts';

export interface AnswerEnd {
  finishReason: FinishReason;
  errorCode: AnswerErrorCode | null;
  error: string | null;
}

type Phase = { type: 'queued'; position: number } | { type: 'loading'; elapsed_ms: number } | { type: 'started' };

/**
 * An answer in the making. Watchers read its state, not a queue of events: however slow one is, nothing piles up
 * for it, and one that comes late or comes back gets the rest from where it was.
 */
export class LiveAnswer {
  text = '';
  readonly stop = new AbortController();
  private phase: Phase | null = null;
  private end: AnswerEnd | null = null;
  private wake = signalOnce();

  constructor(readonly logId: number) {}

  enter(phase: Phase) {
    this.phase = phase;
    this.changed();
  }

  append(text: string) {
    this.text += text;
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

  /** From the text after the first `after` UTF-16 code units to the end. */
  async *watch(after: number, signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent, void, undefined> {
    let sent = after;
    let told: Phase | null = null;
    while (!signal?.aborted) {
      const { wake, phase, end } = this;
      if (phase && phase !== told) yield (told = phase);
      if (this.text.length > sent) {
        const at = sent;
        sent = this.text.length;
        yield { type: 'delta', at, text: this.text.slice(at, sent) };
        continue;
      }
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
