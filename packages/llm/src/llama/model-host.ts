import { basename } from 'node:path';
import { LlmError, type EngineFingerprint, type ModelStatus, type Priority } from '../engine.js';
import type { AnswerJob, JobHolder } from './answer-job.js';
import type { FaultRecord } from './fault-record.js';
import type { FileHashes, ModelIdentity } from './model-identity.js';
import type { Death } from './model-process.js';
import { startModel, type StartedModel } from './model-start.js';
import type { EngineSettings } from './options.js';
import type { EndedMessage, FromChild } from './protocol.js';
import { asLlmError, type Weights } from './weights.js';

const TELL_LOADING_EVERY_MS = 1000;

/** What hosts share, and whom they tell. */
export interface HostContext {
  settings: EngineSettings;
  faults: FaultRecord;
  hashes: FileHashes;
  /** The process with the weights of a file; started when there is none. */
  weights(identity: ModelIdentity): Weights;
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
  /** The process that is to become ready. */
  #loading: Weights | null = null;

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

  /** As soon as a slot is free. One is kept from batch answers, which are not stopped for anybody, so that a person need not wait for them. */
  accepts(job: AnswerJob): boolean {
    if (this.retiring || this.#unwanted.signal.aborted || this.#model?.weights.isOver === true) return false;
    return job.priority !== 'batch' || this.#of('batch').length < Math.max(1, this.context.settings.slots - 1);
  }

  get full(): boolean {
    return this.jobs.size >= this.context.settings.slots;
  }

  /** Ends the newest background answers, which have the least to lose, until so many others can begin. They begin when those have ended. */
  makeRoomFor(others: number): void {
    const answers = this.#of('background');
    const ending = answers.filter((job) => job.ending).length;
    const newestFirst = answers.filter((job) => !job.ending).toReversed();
    for (const job of newestFirst.slice(0, Math.max(0, others - ending))) job.stop('preempted');
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
      this.#model?.weights.send({ kind: 'stop', id: job.id });
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
    await this.loaded.catch(() => {});
    if (this.#model !== null) await this.#model.weights.leave(this.#model.context);
  }

  status(): ModelStatus {
    const { slots } = this.context.settings;
    const { source, weightsBytes, contextBytes } = this.identity;
    const weights = this.#model?.weights ?? this.#loading;
    return {
      source,
      state: this.#model === null ? 'loading' : 'ready',
      error: null,
      contextSize: this.#model?.contextSize ?? null,
      slots,
      running: this.#running.size,
      loadProgress: weights?.loadProgress ?? null,
      pid: weights?.pid ?? null,
      memory: { estimatedBytes: weightsBytes + contextBytes, residentBytes: weights?.residentBytes ?? null },
    };
  }

  #of(priority: Priority): AnswerJob[] {
    return [...this.jobs.values()].filter((job) => job.priority === priority);
  }

  async #load(): Promise<void> {
    const startedAt = performance.now();
    const tell = setInterval(() => this.jobs.forEach((job) => job.loadingFor(performance.now() - startedAt)), TELL_LOADING_EVERY_MS);
    try {
      const { settings, faults } = this.context;
      const user = { message: (message: FromChild) => this.#receive(message), died: (death: Death) => this.#crashed(death) };
      const weights = (): Weights => (this.#loading = this.context.weights(this.identity));
      const model = await startModel({ identity: this.identity, settings, faults, signal: this.#unwanted.signal, user, weights });
      this.#model = model;
      this.#loading = null;
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

  #start(job: AnswerJob, { weights, context }: StartedModel): void {
    const { messages, sampling } = job.request;
    this.#running.add(job.id);
    weights.running(1);
    job.handedOver();
    weights.send({ kind: 'answer', id: job.id, context, messages, sampling });
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
    if (job !== undefined) job.ended(message, await this.#fingerprint());
  }

  #leave(id: number, finished?: EndedMessage): AnswerJob | undefined {
    const job = this.jobs.get(id);
    if (job === undefined) return undefined;
    this.jobs.delete(id);
    if (this.#running.delete(id)) this.#model?.weights.running(-1);
    this.lastUsedAt = performance.now();
    this.context.changed(this, finished);
    return job;
  }

  async #fingerprint(): Promise<EngineFingerprint> {
    const { source, fileBytes } = this.identity;
    const { loaded, contextSize = null } = this.#model ?? {};
    const fileSha256 = await this.#fileSha256;
    const model = { file: source.file, fileBytes, fileSha256, adapter: source.adapter ?? null, server: null, servedModel: null };
    return { ...model, engine: loaded?.engine ?? '', chatWrapper: loaded?.chatWrapper ?? null, contextSize };
  }

  /** While it is loading, the attempt itself hears of it. */
  #crashed({ reason }: Death): void {
    if (this.#model === null) return;
    this.#unwanted.abort();
    this.context.faults.crashed(this.identity.key);
    this.context.settings.log('error', `The process of ${this.#name} died: ${reason}`);
    this.#failAll(new LlmError('engine_crashed', `The process that runs "${this.#name}" has died: ${reason}. The next question starts it again.`));
    this.context.gone(this);
  }

  #failAll(error: LlmError): void {
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    for (const _ of this.#running) this.#model?.weights.running(-1);
    this.#running.clear();
    for (const job of jobs) job.fail(error);
  }
}
