import type { IncomingMessage } from 'node:http';
import { LlmError, type AnswerOptions, type AnswerUsage, type FinishReason, type ServerSource } from '../engine.js';
import { EventBuffer } from '../llama/event-buffer.js';
import { AnswerText } from './answer-text.js';
import { askServer, type ServerRequest } from './ask-server.js';
import { fingerprintOf } from './fingerprint.js';
import type { KnownServer } from './known-server.js';
import type { ServerSettings } from './options.js';
import { LONGEST_TIMER_MS } from './patience.js';
import { saidText } from './said-text.js';
import type { ServerAddress } from './server-address.js';
import type { Turn } from './server-queue.js';

const LONGEST_SERVER_NAME = 100;
const NONE: AnswerUsage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };

interface Parts {
  request: ServerRequest;
  options: AnswerOptions;
  settings: ServerSettings;
  /** Only looked for when the answer begins: what is wrong with it is an error of the answer. */
  findServer: () => { server: KnownServer; address: ServerAddress };
  onLoading: () => void;
  onAccepted: () => void;
}

let lastId = 0;

/** One question on its way through the queue before a server and through that server. */
export class ServerAnswer implements Turn {
  readonly id = ++lastId;
  readonly events = new EventBuffer();
  readonly options: AnswerOptions;
  /** Null: it is not known yet, or its address is none. */
  server: KnownServer | null = null;
  readonly #stopping = new AbortController();
  readonly #askedAt = performance.now();
  #stopped: 'aborted' | 'deadline' | LlmError | null = null;
  #position = 0;
  #startedAt: number | null = null;
  #text: AnswerText | null = null;
  /** What its headers say it is. Null: it has not begun to answer. */
  #serverName: string | null = null;

  constructor(private readonly parts: Parts) {
    this.options = parts.options;
  }

  get source(): ServerSource {
    return this.parts.request.source;
  }

  get isRunning(): boolean {
    return this.#startedAt !== null;
  }

  get usage(): AnswerUsage {
    return this.#text?.usage ?? NONE;
  }

  queuedAt(position: number): void {
    if (position === this.#position) return;
    this.#position = position;
    this.events.push({ type: 'queued', position });
  }

  /** Ends it at once with what there is, and closes its connection, so that the server stops too. */
  stop(cause: 'aborted' | 'deadline' | LlmError): void {
    if (this.#stopped !== null) return;
    this.#stopped = cause;
    this.#stopping.abort();
  }

  /** @throws {LlmError} why there is no answer, or only a part of one; the reader of `events` is told the same. */
  async run(): Promise<void> {
    const { signal, deadlineMs } = this.options;
    const onAbort = (): void => this.stop('aborted');
    const deadline = setTimeout(() => this.stop('deadline'), Math.min(deadlineMs, LONGEST_TIMER_MS));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      this.#done(await this.#answer());
      this.events.end();
    } catch (error) {
      const failure = error instanceof LlmError ? error : new LlmError('engine_error', 'The model server could not be asked.', { cause: error });
      this.events.end(failure);
      throw failure;
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #answer(): Promise<FinishReason> {
    try {
      await this.#ask(this.#stopping.signal);
      return this.#text?.finish ?? 'stop';
    } catch (error) {
      if (this.#stopped === null) throw error;
      if (this.#stopped instanceof LlmError) throw this.#stopped;
      // Only its figures were still to come.
      if (this.#text?.finish != null) return this.#text.finish;
      if (this.#stopped === 'aborted' || this.#text?.firstTokenAt != null) return this.#stopped;
      throw new LlmError('deadline', `No answer began within ${Math.round(this.options.deadlineMs / 1000)} s; the time of the question is over.`);
    } finally {
      this.#text?.flush();
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { request, settings } = this.parts;
    const { server, address } = this.parts.findServer();
    this.server = server;
    using _place = await server.queue.enter(this, signal);
    this.#startedAt = performance.now();
    await server.prepare(address, this.source, signal);
    const asked = { label: address.label, model: request.source.model, apiKey: request.source.apiKey };
    const text = (this.#text = new AnswerText(asked, settings.maxAnswerLength, (channel, piece) => this.events.push({ type: 'delta', channel, text: piece })));
    const turnAt = this.#startedAt;
    const onLoading = (): void => {
      this.events.push({ type: 'loading', elapsedMs: Math.round(performance.now() - turnAt) });
      this.parts.onLoading();
    };
    await askServer({ server, address, request, asked, settings, text, signal, onLoading, onTry: () => (this.#startedAt = performance.now()), onAccepted: (reply) => this.#accepted(reply) });
  }

  #accepted(reply: IncomingMessage): void {
    if (this.#serverName === null) this.events.push({ type: 'started', promptTokens: 0, cachedTokens: 0 });
    this.parts.onAccepted();
    this.#serverName = saidText(String(reply.headers.server ?? ''), this.source.apiKey, LONGEST_SERVER_NAME);
  }

  #done(finish: FinishReason): void {
    const startedAt = this.#startedAt ?? performance.now();
    const firstTokenAt = this.#text?.firstTokenAt ?? null;
    // Without a name of the server, no model had a part in this answer.
    const fingerprint = fingerprintOf(this.source, this.#serverName === null ? null : this.server, { server: this.#serverName, build: this.#text?.build, model: this.#text?.servedModel });
    const timing = { queueMs: startedAt - this.#askedAt, timeToFirstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt, durationMs: performance.now() - startedAt };
    this.events.push({ type: 'done', finish, usage: this.usage, timing, fingerprint });
  }
}
