import { basename } from 'node:path';
import { LlmError, type FileSource } from '../engine.js';
import type { AnswerJob, JobHolder } from './answer-job.js';
import { FaultRecord } from './fault-record.js';
import { FileHashes, type ModelIdentity } from './model-identity.js';
import type { ModelHost } from './model-host.js';
import { ModelPool } from './model-pool.js';
import type { EngineSettings } from './options.js';
import { inTurnOrder } from './turn-order.js';

const SHORTEST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
const NEWEST_DURATION_WEIGHT = 0.2;
const SHUT_DOWN = 'The engine was shut down before it was done.';

interface Waiting {
  identity: ModelIdentity;
  job: AnswerJob;
}

/** The queue before all models: gives each question to its model when it is its turn and there is room. */
export class Dispatcher implements JobHolder {
  readonly pool: ModelPool;
  readonly faults = new FaultRecord();
  readonly #waiting = new Map<AnswerJob, ModelIdentity>();
  /** Models that are to be loaded without a question. */
  readonly #wanted = new Map<ModelIdentity, (host: ModelHost | null) => void>();
  readonly #served = new Map<string, number>();
  #turns = 0;
  #meanDurationMs = SHORTEST_RETRY_MS;

  constructor(private readonly settings: EngineSettings) {
    this.pool = new ModelPool(
      { settings, faults: this.faults, hashes: new FileHashes() },
      {
        changed: (finished) => {
          if (finished !== undefined) this.#meanDurationMs += NEWEST_DURATION_WEIGHT * (finished.durationMs - this.#meanDurationMs);
          this.#dispatch();
        },
        unloadable: (key, error) => this.#failWaiting(error, (identity) => identity.key === key),
      },
    );
  }

  get queued(): number {
    return this.#waiting.size;
  }

  get running(): number {
    return this.pool.hosts.reduce((sum, host) => sum + host.status().running, 0);
  }

  /** @throws {LlmError} queue_full, or why the model is known not to work. */
  add(identity: ModelIdentity, job: AnswerJob): void {
    this.#requireUsable(identity);
    job.heldBy(this);
    this.#waiting.set(job, identity);
    this.#assign();
    if (this.#waiting.size <= this.settings.maxQueue || !this.#waiting.delete(job)) return this.#tellPositions();
    const details = { retryAfterMs: this.#retryAfterMs() };
    throw new LlmError('queue_full', `${this.settings.maxQueue} questions are waiting already; try again in about ${Math.ceil(details.retryAfterMs / 1000)} s.`, details);
  }

  release(job: AnswerJob): boolean {
    this.#waiting.delete(job);
    this.#dispatch();
    return true;
  }

  /** Resolves when the model is in memory. @throws {LlmError} when it cannot be. */
  async load(identity: ModelIdentity): Promise<void> {
    this.#requireUsable(identity);
    const host = await new Promise<ModelHost | null>((resolve) => {
      this.#wanted.set(identity, resolve);
      this.#dispatch();
    });
    if (host === null) throw new LlmError('engine_crashed', SHUT_DOWN);
    await host.loaded;
  }

  async unload(source: FileSource, drainMs: number): Promise<void> {
    const hosts = this.pool.of(source);
    for (const host of hosts) host.retiring = true;
    const deadline = performance.now() + drainMs;
    while (performance.now() < deadline && hosts.some((host) => host.jobs.size > 0)) await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all(hosts.map((host) => this.pool.end(host, 'The model was unloaded before the answer was complete.')));
  }

  async close(): Promise<void> {
    for (const resolve of this.#wanted.values()) resolve(null);
    this.#wanted.clear();
    this.#failWaiting(new LlmError('engine_crashed', SHUT_DOWN), () => true);
    await Promise.all(this.pool.hosts.map((host) => this.pool.end(host, SHUT_DOWN)));
  }

  #requireUsable({ key, source, weightsBytes, contextBytes }: ModelIdentity): void {
    const known = this.faults.quarantined(key);
    if (known !== undefined) throw known;
    const { memoryBudgetBytes } = this.settings;
    if (weightsBytes + contextBytes <= memoryBudgetBytes) return;
    const message = `The model "${basename(source.file)}" needs about ${inGigabytes(weightsBytes + contextBytes)}, and models may take ${inGigabytes(memoryBudgetBytes)} here. Use a smaller model, a shorter context (LLM_CONTEXT_SIZE), fewer slots (LLM_SLOTS), or allow more (LLM_MEMORY_MB).`;
    throw new LlmError('insufficient_memory', message);
  }

  #dispatch(): void {
    this.#assign();
    this.#tellPositions();
  }

  #assign(): void {
    const reserved = new Map<string, ModelHost>();
    for (const [identity, resolve] of this.#wanted) {
      const host = this.pool.host(identity, reserved);
      if (host === null) continue;
      this.#wanted.delete(identity);
      resolve(host);
    }
    const crowded = new Map<ModelHost, number>();
    for (const { job, identity } of this.#inOrder()) {
      const host = this.#waiting.has(job) ? this.pool.host(identity, reserved) : null;
      if (host === null || !host.accepts(job)) continue;
      if (host.full) {
        if (job.priority !== 'background') crowded.set(host, (crowded.get(host) ?? 0) + 1);
        continue;
      }
      this.#waiting.delete(job);
      this.#served.set(job.options.user, ++this.#turns);
      host.take(job);
    }
    for (const [host, others] of crowded) host.makeRoomFor(others);
    // With nobody waiting and nobody served, all are equal again.
    if (this.#waiting.size === 0 && this.pool.hosts.every(({ jobs }) => jobs.size === 0)) this.#served.clear();
  }

  #inOrder(): Waiting[] {
    const running = new Map<string, number>();
    for (const host of this.pool.hosts) for (const { options } of host.jobs.values()) running.set(options.user, (running.get(options.user) ?? 0) + 1);
    return inTurnOrder([...this.#waiting.keys()], running, this.#served).flatMap((job) => {
      const identity = this.#waiting.get(job);
      return identity === undefined ? [] : [{ job, identity }];
    });
  }

  /** Each model has its own turns: 1 is next for its model. */
  #tellPositions(): void {
    const positions = new Map<string, number>();
    for (const { job, identity } of this.#inOrder()) {
      const position = (positions.get(identity.key) ?? 0) + 1;
      positions.set(identity.key, position);
      job.queuedAt(position);
    }
  }

  #failWaiting(error: LlmError, which: (identity: ModelIdentity) => boolean): void {
    for (const [job, identity] of this.#waiting) {
      if (!which(identity)) continue;
      this.#waiting.delete(job);
      job.fail(error);
    }
  }

  #retryAfterMs(): number {
    const rounds = Math.ceil((this.#waiting.size + 1) / this.settings.slots);
    return Math.round(Math.min(LONGEST_RETRY_MS, Math.max(SHORTEST_RETRY_MS, rounds * this.#meanDurationMs)));
  }
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
