import type { EngineCounters, LlmError, FileSource, ModelStatus } from '../engine.js';
import { isSameSource, type ModelIdentity } from './model-identity.js';
import { ModelHost, type HostContext } from './model-host.js';
import type { EndedMessage } from './protocol.js';
import { Weights } from './weights.js';

interface PoolEvents {
  changed(finished?: EndedMessage): void;
  /** The model could not be loaded: whatever waits for it cannot be answered. */
  unloadable(key: string, error: LlmError): void;
}

/** The models in memory: no more than there is room for, the least recently used one makes place, never one that answers. */
export class ModelPool {
  readonly counters: EngineCounters = { decodes: 0, decodedSequences: 0, decodeSeconds: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  readonly #hosts = new Map<string, ModelHost>();
  /** By the file as it is on the disk. */
  readonly #weights = new Map<string, Weights>();
  readonly #ending = new WeakMap<ModelHost, Promise<void>>();
  readonly #crashed = new Set<string>();
  readonly #context: HostContext;
  #restarts = 0;

  constructor(
    shared: Pick<HostContext, 'settings' | 'faults' | 'hashes'>,
    private readonly events: PoolEvents,
  ) {
    this.#context = {
      ...shared,
      weights: (identity) => this.#weightsOf(identity),
      changed: (host, finished) => this.#changed(host, finished),
      gone: (host, unloadable) => this.#gone(host, unloadable),
    };
  }

  get restarts(): number {
    return this.#restarts;
  }

  get hosts(): ModelHost[] {
    return [...this.#hosts.values()];
  }

  /** What the models are reckoned with: the weights of a file once, a context for each model that is made of it. */
  get reservedBytes(): number {
    const weights = new Map(this.hosts.map(({ identity }) => [identity.fileKey, identity.weightsBytes]));
    const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, bytes) => total + bytes, 0);
    return sum(weights.values()) + sum(this.hosts.map(({ identity }) => identity.contextBytes));
  }

  of(source: FileSource): ModelHost[] {
    return this.hosts.filter((host) => isSameSource(host.identity.source, source));
  }

  /**
   * The host of a model, started if there is a place. If not, one is being made: an idle model ends, or the least recently used
   * one gets no more answers. `reserved` says for which model; the caller keeps it during one pass over the queue.
   */
  host(identity: ModelIdentity, reserved: Map<string, ModelHost>): ModelHost | null {
    const existing = this.#hosts.get(identity.key);
    const taken = new Set(reserved.values());
    if (existing !== undefined) return existing.retiring || taken.has(existing) ? null : existing;
    for (const replaced of this.of(identity.source)) this.#retire(replaced);
    if (this.#hasPlaceFor(identity)) return this.#create(identity);
    if (reserved.has(identity.key)) return null;
    const victim = this.hosts.filter((host) => !taken.has(host)).toSorted(byReadinessToLeave)[0];
    if (victim === undefined) return null;
    reserved.set(identity.key, victim);
    if (victim.idle) this.#retire(victim);
    return null;
  }

  /** @param reason Of the answers that are cut off. */
  end(host: ModelHost, reason: string): Promise<void> {
    host.retiring = true;
    const ending = this.#ending.get(host) ?? this.#close(host, reason);
    this.#ending.set(host, ending);
    return ending;
  }

  async #close(host: ModelHost, reason: string): Promise<void> {
    await host.close(reason);
    if (this.#hosts.get(host.identity.key) === host) this.#hosts.delete(host.identity.key);
    this.events.changed();
  }

  status(): ModelStatus[] {
    const nothing = { contextSize: null, slots: this.#context.settings.slots, running: 0, loadProgress: null, pid: null, memory: null };
    const failed = this.#context.faults.failures().map(({ source, error }) => ({ source, state: 'failed' as const, error, ...nothing }));
    return [...this.hosts.map((host) => host.status()), ...failed];
  }

  #hasPlaceFor({ fileKey, weightsBytes, contextBytes }: ModelIdentity): boolean {
    const { maxLoadedModels, memoryBudgetBytes } = this.#context.settings;
    const isShared = this.hosts.some(({ identity }) => identity.fileKey === fileKey);
    return this.#hosts.size < maxLoadedModels && this.reservedBytes + contextBytes + (isShared ? 0 : weightsBytes) <= memoryBudgetBytes;
  }

  #weightsOf({ fileKey, source }: ModelIdentity): Weights {
    const known = this.#weights.get(fileKey);
    if (known !== undefined) return known;
    const weights: Weights = new Weights(source.file, this.#context.settings, {
      counted: (since) => {
        for (const name of Object.keys(since) as (keyof EngineCounters)[]) this.counters[name] += since[name];
      },
      over: () => {
        if (this.#weights.get(fileKey) === weights) this.#weights.delete(fileKey);
      },
    });
    this.#weights.set(fileKey, weights);
    return weights;
  }

  #create(identity: ModelIdentity): ModelHost {
    if (this.#crashed.delete(identity.key)) this.#restarts++;
    const host = new ModelHost(identity, this.#context);
    this.#hosts.set(identity.key, host);
    return host;
  }

  #retire(host: ModelHost): void {
    host.retiring = true;
    if (host.idle && !this.#ending.has(host)) void this.end(host, 'The model was unloaded to make place for another.');
  }

  #changed(host: ModelHost, finished?: EndedMessage): void {
    if (host.retiring) this.#retire(host);
    this.events.changed(finished);
  }

  #gone(host: ModelHost, unloadable?: LlmError): void {
    if (this.#hosts.get(host.identity.key) === host) this.#hosts.delete(host.identity.key);
    if (unloadable === undefined) this.#crashed.add(host.identity.key);
    else this.events.unloadable(host.identity.key, unloadable);
    this.events.changed();
  }
}

function byReadinessToLeave(a: ModelHost, b: ModelHost): number {
  return Number(b.retiring) - Number(a.retiring) || Number(b.idle) - Number(a.idle) || a.lastUsedAt - b.lastUsedAt;
}
