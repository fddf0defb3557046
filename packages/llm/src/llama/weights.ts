import { LlmError, type EngineCounters } from '../engine.js';
import { ModelProcess, type Death } from './model-process.js';
import type { EngineSettings } from './options.js';
import type { ContextOrder, FromChild, LoadedMessage, ToChild, WireError } from './protocol.js';

/** Whoever has a context in the process. Gets what concerns all answers of it, and looks for its own. */
export interface WeightsUser {
  message(message: FromChild): void;
  died(death: Death): void;
}

/** The process died while it was being loaded. */
export class DiedLoading extends Error {
  /** @param isLoaded The weights were there already: it died of the context, or of the adapter. */
  constructor(
    readonly death: Death,
    readonly isLoaded: boolean,
  ) {
    super(death.reason);
  }
}

export interface OpenedContext {
  context: number;
  contextSize: number;
  loaded: LoadedMessage;
}

interface Loading {
  resolve: (message: LoadedMessage) => void;
  reject: (error: Error) => void;
}

interface Opening {
  resolve: (contextSize: number) => void;
  reject: (error: Error) => void;
}

let lastContext = 0;

/**
 * The process that holds the weights of one file, for all models that are made of it: the file by itself, and with each
 * adapter. Each has a context of its own there; the weights are in memory once.
 */
export class Weights {
  /** Of the weights, 0…1, while they are loaded. */
  loadProgress: number | null = 0;
  residentBytes: number | null = null;
  readonly #users = new Map<number, WeightsUser>();
  readonly #unwanted = new WeakSet<WeightsUser>();
  readonly #opening = new Map<number, Opening>();
  readonly #process: ModelProcess;
  readonly #loaded: Promise<LoadedMessage>;
  readonly #loadTimer: NodeJS.Timeout;
  #loading: Loading | null = null;
  #counted: EngineCounters | null = null;
  #running = 0;
  #isOver = false;

  constructor(
    file: string,
    private readonly settings: EngineSettings,
    private readonly events: { counted(since: EngineCounters): void; over(): void },
  ) {
    this.#loaded = new Promise((resolve, reject) => (this.#loading = { resolve, reject }));
    this.#loaded.catch(() => {});
    const { threads, gpu, loadTimeoutMs } = settings;
    const listener = { message: (message: FromChild) => this.#receive(message), died: (death: Death) => this.#died(death) };
    this.#process = new ModelProcess({ kind: 'load', file, threads, gpu }, listener, settings.stallMs);
    this.#loadTimer = setTimeout(() => this.kill(`it was not ready after ${Math.round(loadTimeoutMs / 1000)} s`), loadTimeoutMs);
  }

  get pid(): number | null {
    return this.#process.pid ?? null;
  }

  get isUsed(): boolean {
    return this.#users.size > 0;
  }

  /** It is dead, or about to be: nothing can be asked of it any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The user does not want it any more, though it is not ready yet. What nobody wants is not waited for. */
  abandon(user: WeightsUser): void {
    this.#unwanted.add(user);
    if ([...this.#users.values()].every((other) => this.#unwanted.has(other))) this.kill('it is not needed any more');
  }

  /**
   * A context for one model, once the weights are there.
   * @throws {DiedLoading} when the process died meanwhile. @throws {LlmError} why it cannot be had.
   */
  async open(user: WeightsUser, order: Pick<ContextOrder, 'adapter' | 'contextSize' | 'slots'>): Promise<OpenedContext> {
    const context = ++lastContext;
    this.#users.set(context, user);
    try {
      const loaded = await this.#loaded;
      const { loadTimeoutMs } = this.settings;
      const timer = setTimeout(() => this.kill(`it was not ready after ${Math.round(loadTimeoutMs / 1000)} s`), loadTimeoutMs);
      const contextSize = await new Promise<number>((resolve, reject) => {
        this.#opening.set(context, { resolve, reject });
        this.send({ kind: 'open', context, ...order });
      }).finally(() => {
        clearTimeout(timer);
        this.#opening.delete(context);
      });
      return { context, contextSize, loaded };
    } catch (error) {
      await this.leave(context);
      throw error;
    }
  }

  send(message: ToChild): void {
    this.#process.send(message);
  }

  /** The process must show signs of life while any answer runs. */
  running(change: 1 | -1): void {
    this.#running += change;
    this.#process.setBusy(this.#running);
  }

  kill(because: string): void {
    // Nobody who comes now gets it.
    this.#over();
    this.#process.kill(because);
  }

  /** Gives a context back; with the last one the process ends, and its memory is free when this returns. */
  async leave(context: number): Promise<void> {
    if (!this.#users.delete(context)) return;
    if (this.isUsed) this.send({ kind: 'shut', context });
    else await this.close();
  }

  async close(): Promise<void> {
    this.#over();
    await this.#process.close();
  }

  #receive(message: FromChild): void {
    if (message.kind === 'loading') this.loadProgress = message.share;
    else if (message.kind === 'loaded') this.#settle(({ resolve }) => resolve(message));
    else if (message.kind === 'failed') void this.close().then(() => this.#settle(({ reject }) => reject(asLlmError(message.error))));
    else if (message.kind === 'opened') this.#opening.get(message.context)?.resolve(message.contextSize);
    else if (message.kind === 'unopened') this.#opening.get(message.context)?.reject(asLlmError(message.error));
    else if (message.kind === 'report') this.#report(message);
    else for (const user of this.#users.values()) user.message(message);
  }

  #settle(how: (loading: Loading) => void): void {
    clearTimeout(this.#loadTimer);
    this.loadProgress = null;
    if (this.#loading !== null) how(this.#loading);
    this.#loading = null;
  }

  #report({ counters, residentBytes }: Extract<FromChild, { kind: 'report' }>): void {
    const before = this.#counted;
    this.residentBytes = residentBytes;
    this.#counted = counters;
    const since = (name: keyof EngineCounters): number => counters[name] - (before?.[name] ?? 0);
    this.events.counted({
      decodes: since('decodes'),
      decodedSequences: since('decodedSequences'),
      decodeSeconds: since('decodeSeconds'),
      promptTokens: since('promptTokens'),
      cachedTokens: since('cachedTokens'),
      completionTokens: since('completionTokens'),
    });
  }

  #died(death: Death): void {
    this.#over();
    this.#settle(({ reject }) => reject(new DiedLoading(death, false)));
    for (const { reject } of this.#opening.values()) reject(new DiedLoading(death, true));
    for (const user of this.#users.values()) user.died(death);
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#loadTimer);
    this.events.over();
  }
}

export function asLlmError({ code, message, ...details }: WireError): LlmError {
  return new LlmError(code, message, details);
}
