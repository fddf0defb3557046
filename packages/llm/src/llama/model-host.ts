import { basename } from 'node:path';
import { LlmError, type EngineFingerprint, type EngineStatus } from '../engine.js';
import type { AnswerJob, JobHolder } from './answer-job.js';
import type { FaultRecord } from './fault-record.js';
import type { FileHashes, ModelIdentity } from './model-identity.js';
import type { Death } from './model-process.js';
import { startModel, type StartedModel } from './model-start.js';
import type { EngineSettings } from './options.js';
import type { EndedMessage, FromChild, WireError } from './protocol.js';

const TELL_LOADING_EVERY_MS = 1000;

/** What hosts share, and whom they tell. */
export interface HostContext {
  settings: EngineSettings;
  faults: FaultRecord;
  hashes: FileHashes;
  /** It became ready, or an answer of it ended: there may be room. */
  changed(host: ModelHost, finished?: EndedMessage): void;
  /** It is no more: could not be loaded (with the reason why), or died while answering. */
  gone(host: ModelHost, unloadable?: LlmError): void;
}

/** One model in memory, or on its way there, with the answers it was given. */
export class ModelHost implements JobHolder {
  /** Takes no more answers, and ends after those it has. */
  retiring = false;
  lastUsedAt = performance.now();
  /** Given to it: running, or waiting for the load. */
  readonly jobs = new Map<number, AnswerJob>();
  /** Rejects when the model cannot be loaded. */
  readonly loaded: Promise<void>;
  readonly #running = new Set<number>();
  readonly #unwanted = new AbortController();
  readonly #fileSha256: Promise<string>;
  #model: StartedModel | null = null;

  constructor(
    readonly identity: ModelIdentity,
    private readonly context: HostContext,
  ) {
    this.#fileSha256 = context.hashes.of(identity);
    this.loaded = this.#load();
    this.loaded.catch(() => {});
  }

  get idle(): boolean {
    return this.#model !== null && this.jobs.size === 0;
  }

  /** One slot is kept from batch work, so that a person need not wait for it. */
  hasRoomFor(job: AnswerJob): boolean {
    const { slots } = this.context.settings;
    if (this.retiring || this.#unwanted.signal.aborted || this.jobs.size >= slots) return false;
    const batches = [...this.jobs.values()].filter(({ batch }) => batch).length;
    return !job.batch || batches < Math.max(1, slots - 1);
  }

  take(job: AnswerJob): void {
    this.jobs.set(job.id, job);
    job.heldBy(this);
    this.lastUsedAt = performance.now();
    if (this.#model === null) job.loadingFor(0);
    else this.#start(job, this.#model);
  }

  release(job: AnswerJob): boolean {
    if (this.#running.has(job.id)) {
      this.#model?.process.send({ kind: 'stop', id: job.id });
      return false;
    }
    if (!this.jobs.delete(job.id)) return false;
    this.context.changed(this);
    return true;
  }

  /** Ends the process and returns when its memory is back. Answers that are not done fail. */
  async close(reason: string): Promise<void> {
    this.#unwanted.abort();
    this.#failAll(new LlmError('engine_crashed', reason));
    await this.#model?.process.close();
    await this.loaded.catch(() => {});
  }

  status(): EngineStatus['models'][number] {
    const [state, contextSize] = this.#model === null ? (['loading', null] as const) : (['ready', this.#model.ready.contextSize] as const);
    const { slots } = this.context.settings;
    return { source: this.identity.source, state, error: null, contextSize, slots, running: this.#running.size, pid: this.#model?.process.pid };
  }

  async #load(): Promise<void> {
    const startedAt = performance.now();
    const tell = setInterval(() => this.jobs.forEach((job) => job.loadingFor(performance.now() - startedAt)), TELL_LOADING_EVERY_MS);
    try {
      const { settings, faults } = this.context;
      const listener = { message: (message: FromChild) => this.#receive(message), died: (death: Death) => this.#crashed(death) };
      const model = await startModel({ identity: this.identity, settings, faults, signal: this.#unwanted.signal, ...listener });
      this.#model = model;
      settings.log('info', `${this.#name} is ready after ${Math.round(performance.now() - startedAt)} ms`);
      for (const job of this.jobs.values()) this.#start(job, model);
      this.context.changed(this);
    } catch (error) {
      const unloadable = this.#unwanted.signal.aborted ? undefined : (error as LlmError);
      this.#unwanted.abort();
      this.#failAll(error as LlmError);
      if (unloadable !== undefined) this.context.gone(this, unloadable);
      throw error;
    } finally {
      clearInterval(tell);
    }
  }

  get #name(): string {
    return basename(this.identity.source.file);
  }

  #start(job: AnswerJob, { process }: StartedModel): void {
    const { messages, sampling } = job.request;
    this.#running.add(job.id);
    job.handedOver();
    process.send({ kind: 'answer', id: job.id, messages, sampling });
    process.setBusy(this.#running.size);
  }

  #receive(message: FromChild): void {
    if (message.kind === 'deltas') {
      for (const [id, channel, text] of message.deltas) this.jobs.get(id)?.events.push({ type: 'delta', channel, text });
    } else if (message.kind === 'started') {
      const { id, promptTokens, cachedTokens } = message;
      this.jobs.get(id)?.events.push({ type: 'started', promptTokens, cachedTokens });
    } else if (message.kind === 'ended') void this.#finish(message);
    else if (message.kind === 'refused') this.#leave(message.id)?.fail(asLlmError(message.error));
  }

  /** Tells the end after the slot is free again: of a large file, the first answer may have to wait for its hash. */
  async #finish(message: EndedMessage): Promise<void> {
    const job = this.#leave(message.id, message);
    job?.ended(message, await this.#fingerprint());
  }

  #leave(id: number, finished?: EndedMessage): AnswerJob | undefined {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    this.#running.delete(id);
    this.#model?.process.setBusy(this.#running.size);
    this.lastUsedAt = performance.now();
    this.context.changed(this, finished);
    return job;
  }

  async #fingerprint(): Promise<EngineFingerprint> {
    const { source, fileBytes } = this.identity;
    const { engine = '', chatWrapper = '', contextSize = 0 } = this.#model?.ready ?? {};
    const fileSha256 = await this.#fileSha256;
    return { engine, file: source.file, fileBytes, fileSha256, adapter: source.adapter ?? null, chatWrapper, contextSize };
  }

  #crashed({ reason }: Death): void {
    this.#unwanted.abort();
    this.context.faults.crashed(this.identity.key);
    this.context.settings.log('error', `The process of ${this.#name} died: ${reason}`);
    this.#failAll(new LlmError('engine_crashed', `The process that runs "${this.#name}" has died: ${reason}. The next question starts it again.`));
    this.context.gone(this);
  }

  #failAll(error: LlmError): void {
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    this.#running.clear();
    for (const job of jobs) job.fail(error);
  }
}

function asLlmError({ code, message, ...details }: WireError): LlmError {
  return new LlmError(code, message, details);
}
