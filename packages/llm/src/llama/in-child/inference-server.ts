import type { EngineCounters } from '../../engine.js';
import type { AnswerOrder, ContextOrder, FromChild, LoadJob, LoadedMessage } from '../protocol.js';
import { Batcher } from './batcher.js';
import { explainLoadError } from './explain-load-error.js';
import { Model } from './model.js';
import type { NativeLog } from './native-log.js';
import { Outbox } from './outbox.js';

/** How long computations may follow each other before the parent's messages are looked at. */
const LISTEN_EVERY_MS = 4;
const REPORT_EVERY_MS = 500;

/** One set of weights with its contexts (one for the model alone, one for each adapter), whose answers take turns. */
export class InferenceServer {
  readonly #outbox: Outbox;
  readonly #contexts = new Map<number, { batcher: Batcher; adapter: ContextOrder['adapter'] }>();
  readonly #counters: EngineCounters = { decodes: 0, decodedSequences: 0, decodeSeconds: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  #isRunning = false;
  #reportedAt = 0;

  static async load(job: LoadJob, log: NativeLog, send: (message: FromChild) => void): Promise<InferenceServer> {
    return new InferenceServer(await Model.load(job, log, (share) => send({ kind: 'loading', share })), send);
  }

  private constructor(
    private readonly model: Model,
    private readonly send: (message: FromChild) => void,
  ) {
    this.#outbox = new Outbox(send);
  }

  get loaded(): LoadedMessage {
    return { kind: 'loaded', chatWrapper: this.model.format.name, engine: this.model.engine };
  }

  open({ context, adapter, slots, contextSize }: ContextOrder): void {
    try {
      const batcher = new Batcher(this.model, { slots, contextSize, adapter }, this.#outbox, this.#counters);
      this.#contexts.set(context, { batcher, adapter });
      this.send({ kind: 'opened', context, contextSize: batcher.contextSize });
    } catch (error) {
      this.send({ kind: 'unopened', context, error: explainLoadError(error, adapter?.file ?? this.model.file, this.model.log.reasons()) });
      this.#dropUnused(adapter);
    }
  }

  shut(context: number): void {
    const found = this.#contexts.get(context);
    if (found === undefined) return;
    this.#contexts.delete(context);
    found.batcher.free();
    this.#dropUnused(found.adapter);
  }

  answer(order: AnswerOrder): void {
    const batcher = this.#contexts.get(order.context)?.batcher;
    if (batcher === undefined) {
      this.send({ kind: 'refused', id: order.id, error: { code: 'engine_error', message: 'The model is not loaded.' } });
      return;
    }
    batcher.add(order);
    if (!this.#isRunning) void this.#run();
  }

  stop(id: number): void {
    for (const { batcher } of this.#contexts.values()) batcher.stop(id);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // Questions that came in one message turn begin together.
    await turn();
    for (let listenedAt = performance.now(); this.#working.length > 0; ) {
      for (const batcher of this.#working) batcher.step();
      const now = performance.now();
      this.#outbox.flushIfDue(now);
      if (now - this.#reportedAt >= REPORT_EVERY_MS) this.#report(now);
      if (now - listenedAt < LISTEN_EVERY_MS) continue;
      await turn();
      listenedAt = performance.now();
    }
    this.#report(performance.now());
    this.#isRunning = false;
  }

  #dropUnused(adapter: ContextOrder['adapter']): void {
    if (adapter !== null && ![...this.#contexts.values()].some((other) => other.adapter?.key === adapter.key)) this.model.dropAdapter(adapter);
  }

  get #working(): Batcher[] {
    return [...this.#contexts.values()].map(({ batcher }) => batcher).filter(({ hasWork }) => hasWork);
  }

  /** Also a sign of life while long prompts are evaluated. */
  #report(now: number): void {
    this.#reportedAt = now;
    this.send({ kind: 'report', counters: this.#counters, residentBytes: process.memoryUsage.rss() });
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
