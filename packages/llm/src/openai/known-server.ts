import { LlmError, type ServerSource } from '../engine.js';
import type { ServerSettings } from './options.js';
import type { OptionalField } from './refused.js';
import type { ServerAddress } from './server-address.js';
import { askForAdapters, askForKind, type ServerKind } from './server-kind.js';
import { ServerQueue } from './server-queue.js';

/** A model server, and what was learnt of it. */
export class KnownServer {
  readonly queue: ServerQueue;
  /** Fields it refused once. */
  readonly omitted = new Set<OptionalField>();
  kind: ServerKind | null = null;
  #adapters: readonly string[] = [];

  constructor(
    readonly label: string,
    private readonly settings: ServerSettings,
  ) {
    this.queue = new ServerQueue(settings);
  }

  /** After a failure: another server may be there next time. */
  forget(): void {
    this.kind = null;
    this.#adapters = [];
  }

  /**
   * Learns what kind of server it is, as far as it is not known.
   * @throws {LlmError} where it would pass over the adapter in silence, and the base model would answer in its name.
   */
  async prepare(address: ServerAddress, source: ServerSource, signal: AbortSignal): Promise<void> {
    const kind = this.kind ?? (await askForKind(address, source, this.settings, signal));
    // Whoever asked may have left meanwhile: then nothing was learnt.
    signal.throwIfAborted();
    this.kind = kind;
    const { adapter } = source;
    if (adapter === undefined) return;
    if (this.kind === 'vllm') throw this.#adapterRefused('it is vLLM, which knows an adapter as a model. Enter the name of its --lora-modules option as the model, and no adapter.');
    if (this.kind === 'ollama') throw this.#adapterRefused('it is Ollama, where an adapter is a part of a model (ADAPTER in its Modelfile). Enter that model, and no adapter.');
    if (this.kind !== 'llama-server' || this.#adapters.includes(adapter)) return;
    if (!/^\d+$/.test(adapter)) throw this.#adapterRefused('it is llama-server, which numbers its adapters from 0 in the order of its --lora option.');
    const adapters = await askForAdapters(address, source, this.settings, signal);
    if (adapters !== null && !adapters.includes(String(Number(adapter)))) throw this.#adapterRefused(`it has ${adapters.length === 0 ? 'no adapters' : `only the adapters ${adapters.join(', ')}`}.`);
    this.#adapters = [...this.#adapters, adapter];
  }

  #adapterRefused(why: string): LlmError {
    return new LlmError('server_failed', `The adapter cannot be used with the model server at ${this.label}: ${why}`);
  }
}

/** Every server that was ever asked, by its address. */
export class KnownServers {
  readonly #servers = new Map<string, KnownServer>();

  constructor(private readonly settings: ServerSettings) {}

  [Symbol.iterator](): Iterator<KnownServer> {
    return this.#servers.values();
  }

  /** @param label Of its address. */
  at(label: string): KnownServer {
    const server = this.#servers.get(label) ?? new KnownServer(label, this.settings);
    this.#servers.set(label, server);
    return server;
  }
}
