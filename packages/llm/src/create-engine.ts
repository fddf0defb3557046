import { isFileSource, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineCounters, type EngineStatus, type GgufLocation, type LlmEngine, type ModelFacts, type ModelSource } from './engine.js';
import { createLlamaEngine } from './llama/llama-engine.js';
import type { LlamaEngineOptions } from './llama/options.js';
import type { ServerEngineOptions } from './openai/options.js';
import { createServerEngine } from './openai/server-engine.js';

export interface EngineOptions {
  llama?: LlamaEngineOptions | undefined;
  servers?: ServerEngineOptions | undefined;
}

/** Runs model files on this machine, and asks other servers for the models that they run. */
export function createEngine({ llama, servers }: EngineOptions = {}): LlmEngine {
  return new BothEngines(createLlamaEngine(llama), createServerEngine(servers));
}

class BothEngines implements LlmEngine {
  constructor(
    private readonly local: LlmEngine,
    private readonly servers: LlmEngine,
  ) {}

  answer(request: AnswerRequest, options: AnswerOptions): AsyncIterable<AnswerEvent> {
    return this.#of(request.source).answer(request, options);
  }

  inspect(file: GgufLocation): Promise<ModelFacts> {
    return this.local.inspect(file);
  }

  check(source: ModelSource): Promise<void> {
    return this.#of(source).check(source);
  }

  load(source: ModelSource): Promise<void> {
    return this.#of(source).load(source);
  }

  unload(source: ModelSource, options?: { drainMs?: number }): Promise<void> {
    return this.#of(source).unload(source, options);
  }

  status(): EngineStatus {
    const local = this.local.status();
    const servers = this.servers.status();
    return {
      models: [...local.models, ...servers.models],
      queued: local.queued + servers.queued,
      maxQueue: local.maxQueue + servers.maxQueue,
      running: local.running + servers.running,
      restarts: local.restarts + servers.restarts,
      memory: local.memory,
      counters: sumOf(local.counters, servers.counters),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.local.close(), this.servers.close()]);
  }

  #of(source: ModelSource): LlmEngine {
    return isFileSource(source) ? this.local : this.servers;
  }
}

function sumOf(one: EngineCounters, other: EngineCounters): EngineCounters {
  return {
    decodes: one.decodes + other.decodes,
    decodedSequences: one.decodedSequences + other.decodedSequences,
    decodeSeconds: one.decodeSeconds + other.decodeSeconds,
    promptTokens: one.promptTokens + other.promptTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    completionTokens: one.completionTokens + other.completionTokens,
  };
}
