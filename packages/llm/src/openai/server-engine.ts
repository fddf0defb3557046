import { isFileSource, LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineStatus, type LlmEngine, type ModelFacts, type ModelSource, type ServerSource } from '../engine.js';
import { readFromStart } from '../llama/event-buffer.js';
import type { ServerRequest } from './ask-server.js';
import { KnownServers, type KnownServer } from './known-server.js';
import { requireListed } from './model-list.js';
import { settingsFrom, type ServerEngineOptions, type ServerSettings } from './options.js';
import { serverAddress, type ServerAddress } from './server-address.js';
import { ServerAnswer } from './server-answer.js';
import { kindOf } from './server-kind.js';
import { SeenModels } from './seen-models.js';
import { waitWhileLoading } from './wait-while-loading.js';

/** Asks models that other servers run, by the OpenAI-compatible API: mlx_lm.server, vLLM, llama-server, Ollama. */
export function createServerEngine(options: ServerEngineOptions = {}): LlmEngine {
  return new ServerEngine(settingsFrom(options));
}

class ServerEngine implements LlmEngine {
  readonly #servers: KnownServers;
  readonly #models = new SeenModels();
  readonly #answers = new Set<ServerAnswer>();
  readonly #counters = { decodes: 0, decodedSequences: 0, decodeSeconds: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  readonly #closing = new AbortController();

  constructor(private readonly settings: ServerSettings) {
    this.#servers = new KnownServers(settings);
  }

  answer(request: AnswerRequest, options: AnswerOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    return readFromStart(() => this.#begin({ ...request, source: serverSourceOf(request.source) }, options));
  }

  inspect(): Promise<ModelFacts> {
    return Promise.reject(new LlmError('engine_error', 'Only a model file can be inspected, not a model of another server.'));
  }

  async check(source: ModelSource): Promise<void> {
    await this.load(source);
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    for await (const _event of this.answer({ source, messages, sampling: ONE_TOKEN }, { user: '', deadlineMs: this.settings.loadTimeoutMs }));
  }

  async load(source: ModelSource): Promise<void> {
    const asked = serverSourceOf(source);
    try {
      const { address, server } = this.#findServer(asked);
      const models = await waitWhileLoading(asked, this.settings, this.#closing.signal, () => this.#models.loading(asked));
      requireListed(models, asked, address.label);
      server.forget();
      server.kind = kindOf(models);
      await server.prepare(address, asked, this.#closing.signal);
      this.#models.ready(asked);
    } catch (error) {
      const failure = this.#closing.signal.aborted ? shutDown() : error;
      this.#models.failed(asked, failure);
      throw failure;
    }
  }

  unload(source: ModelSource): Promise<void> {
    this.#models.forget(serverSourceOf(source));
    return Promise.resolve();
  }

  status(): EngineStatus {
    const servers = [...this.#servers];
    const running = [...this.#answers].filter(({ isRunning }) => isRunning);
    return {
      models: this.#models.status(running.map(({ source }) => source)),
      queued: servers.reduce((sum, { queue }) => sum + queue.queued, 0),
      maxQueue: servers.length * this.settings.maxQueue,
      running: running.length,
      restarts: 0,
      memory: null,
      counters: { ...this.#counters },
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const answer of this.#answers) answer.stop(new LlmError('engine_crashed', 'The engine was shut down before it was done.'));
  }

  #begin(request: ServerRequest, options: AnswerOptions): ServerAnswer {
    const { source } = request;
    const answer = new ServerAnswer({
      request,
      options,
      settings: this.settings,
      findServer: () => this.#findServer(source),
      onLoading: () => this.#models.loading(source),
      onAccepted: () => this.#models.ready(source),
    });
    this.#answers.add(answer);
    if (this.#closing.signal.aborted) answer.stop(shutDown());
    void this.#follow(answer);
    return answer;
  }

  async #follow(answer: ServerAnswer): Promise<void> {
    try {
      await answer.run();
      this.#models.endLoading(answer.source);
    } catch (error) {
      if (this.#models.failed(answer.source, error)) answer.server?.forget();
    } finally {
      this.#answers.delete(answer);
      for (const name of ['promptTokens', 'cachedTokens', 'completionTokens'] as const) this.#counters[name] += answer.usage[name];
    }
  }

  #findServer({ baseUrl }: ServerSource): { server: KnownServer; address: ServerAddress } {
    const address = serverAddress(baseUrl);
    return { address, server: this.#servers.at(address.label) };
  }
}

const ONE_TOKEN = { temperature: 0, topP: 1, topK: 40, minP: 0, repeatPenalty: 1, seed: 0, maxTokens: 1 };

function serverSourceOf(source: ModelSource): ServerSource {
  if (!isFileSource(source)) return source;
  throw new LlmError('engine_error', 'This engine asks models of other servers, it runs no model files.');
}

function shutDown(): LlmError {
  return new LlmError('engine_error', 'The engine is shut down.');
}
