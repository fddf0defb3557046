import { LlmError, type AnswerOptions, type AnswerRequest, type EngineFingerprint, type Priority } from '../engine.js';
import { EventBuffer } from './event-buffer.js';
import type { EndedMessage } from './protocol.js';

/** Whoever has the job now: the queue, or the host of its model. */
export interface JobHolder {
  /** True: it is out, and nothing of it ran. False: it runs, and its end comes soon with what was generated. */
  release(job: AnswerJob): boolean;
}

type StopCause = 'aborted' | 'deadline' | 'preempted';

let lastId = 0;

/** One question on its way through queue, loading and generation. */
export class AnswerJob {
  readonly id = ++lastId;
  readonly events = new EventBuffer();
  readonly #askedAt = performance.now();
  readonly #deadline: NodeJS.Timeout;
  readonly #onAbort = (): void => this.stop('aborted');
  #holder: JobHolder | null = null;
  #stopped: StopCause | null = null;
  #settled = false;
  #position = 0;
  #startedAt: number | null = null;

  constructor(
    readonly request: AnswerRequest,
    readonly options: AnswerOptions,
  ) {
    this.#deadline = setTimeout(() => this.stop('deadline'), Math.min(options.deadlineMs, 2 ** 31 - 1));
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (options.signal?.aborted === true) this.stop('aborted');
  }

  get priority(): Priority {
    return this.options.priority ?? 'interactive';
  }

  /** Its end has been asked for and is on its way. */
  get ending(): boolean {
    return this.#stopped !== null;
  }

  get settled(): boolean {
    return this.#settled;
  }

  heldBy(holder: JobHolder): void {
    this.#holder = holder;
  }

  /** Ends it: at once where it only waits, otherwise after the current step. */
  stop(cause: StopCause): void {
    if (this.#settled || this.#stopped !== null) return;
    this.#stopped = cause;
    if (this.#holder !== null && !this.#holder.release(this)) return;
    if (cause === 'aborted') return this.#endUnstarted();
    if (cause === 'preempted') return this.fail(preempted());
    const seconds = Math.round(this.options.deadlineMs / 1000);
    this.fail(new LlmError('deadline', `The question waited ${seconds} s without being answered; its time is over.`));
  }

  /** @param position 1 is next in turn. */
  queuedAt(position: number): void {
    if (position === this.#position) return;
    this.#position = position;
    this.events.push({ type: 'queued', position });
  }

  loadingFor(elapsedMs: number): void {
    this.events.push({ type: 'loading', elapsedMs: Math.round(elapsedMs) });
  }

  /** The child has it: from here on it is not waiting any more. */
  handedOver(): void {
    this.#startedAt = performance.now();
  }

  ended(message: EndedMessage, fingerprint: EngineFingerprint): void {
    const { usage, timeToFirstTokenMs, durationMs } = message;
    const finish = message.finish === 'stopped' ? (this.#stopped ?? 'aborted') : message.finish;
    if (finish === 'preempted') return this.fail(preempted());
    const timing = { queueMs: (this.#startedAt ?? this.#askedAt) - this.#askedAt, timeToFirstTokenMs, durationMs };
    this.events.push({ type: 'done', finish, usage, timing, fingerprint });
    this.#settle();
  }

  fail(error: Error): void {
    this.#settle(error);
  }

  #endUnstarted(): void {
    this.events.push({
      type: 'done',
      finish: 'aborted',
      usage: { promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
      timing: { queueMs: performance.now() - this.#askedAt, timeToFirstTokenMs: null, durationMs: 0 },
      // No model had a part in this answer.
      fingerprint: { engine: 'node-llama-cpp', file: null, fileBytes: null, fileSha256: null, adapter: null, chatWrapper: null, contextSize: null, server: null, servedModel: null },
    });
    this.#settle();
  }

  #settle(error?: Error): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#deadline);
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    this.events.end(error);
  }
}

function preempted(): LlmError {
  return new LlmError('preempted', 'The answer made room for somebody who waits; it is to be asked again.');
}
