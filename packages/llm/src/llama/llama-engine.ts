import { setMaxListeners } from 'node:events';
import { isFileSource, LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineStatus, type FileSource, type GgufLocation, type LlmEngine, type ModelFacts, type ModelSource } from '../engine.js';
import { AnswerJob } from './answer-job.js';
import { checkModel } from './check-model.js';
import { Dispatcher } from './dispatcher.js';
import { readFromStart } from './event-buffer.js';
import { FileFacts } from './model-facts.js';
import { identifyFiles, type ModelIdentity } from './model-identity.js';
import { settingsFrom, type EngineSettings, type LlamaEngineOptions } from './options.js';

const DEFAULT_DRAIN_MS = 30_000;

/** Runs GGUF models with llama.cpp on this machine, each in a process of its own. Never uses the network. */
export function createLlamaEngine(options: LlamaEngineOptions = {}): LlmEngine {
  return new LlamaEngine(options);
}

class LlamaEngine implements LlmEngine {
  readonly #dispatcher: Dispatcher;
  readonly #facts: FileFacts;
  /** Ends what is being looked at: any number of files at a time. */
  readonly #closing = new AbortController();
  readonly #settings: EngineSettings;
  #checking: Promise<void> = Promise.resolve();

  constructor(options: LlamaEngineOptions) {
    this.#settings = settingsFrom(options);
    setMaxListeners(0, this.#closing.signal);
    this.#dispatcher = new Dispatcher(this.#settings);
    this.#facts = new FileFacts(this.#settings, this.#closing.signal);
  }

  answer(request: AnswerRequest, options: AnswerOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    return readFromStart(() => {
      const job = new AnswerJob(request, options);
      void this.#ask(job);
      return job;
    });
  }

  inspect(location: GgufLocation): Promise<ModelFacts> {
    return this.#facts.inspect(location);
  }

  async check(source: ModelSource): Promise<void> {
    const identity = await this.#identify(source);
    // One at a time: each takes the memory of a loaded model.
    const before = this.#checking;
    const checked = before.then(() => checkModel(identity, { settings: this.#settings, reservedBytes: this.#dispatcher.pool.reservedBytes, signal: this.#closing.signal }));
    this.#checking = checked.catch(() => {});
    await checked;
  }

  async load(source: ModelSource): Promise<void> {
    await this.#dispatcher.load(await this.#identify(source));
  }

  async unload(source: ModelSource, { drainMs = DEFAULT_DRAIN_MS }: { drainMs?: number } = {}): Promise<void> {
    await this.#dispatcher.unload(fileSourceOf(source), drainMs);
  }

  status(): EngineStatus {
    const { pool, queued, running } = this.#dispatcher;
    const { maxQueue, memoryBudgetBytes: budgetBytes } = this.#settings;
    const memory = { budgetBytes, reservedBytes: pool.reservedBytes };
    return { models: pool.status(), queued, maxQueue, running, restarts: pool.restarts, memory, counters: { ...pool.counters } };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#dispatcher.close();
  }

  async #ask(job: AnswerJob): Promise<void> {
    try {
      const identity = await this.#identify(job.request.source);
      if (!job.settled) this.#dispatcher.add(identity, job);
    } catch (error) {
      job.fail(error as Error);
    }
  }

  async #identify(source: ModelSource): Promise<ModelIdentity> {
    if (this.#closing.signal.aborted) throw shutDown();
    const file = fileSourceOf(source);
    const files = await identifyFiles(file);
    const { faults } = this.#dispatcher;
    const known = faults.quarantined(files.key);
    if (known !== undefined) throw known;
    const identity = await this.#facts.identify(file).catch((error: unknown) => {
      // So that it is not read again for each question, and the status shows what is wrong with it.
      if (error instanceof LlmError && error.code === 'model_corrupt') faults.quarantine(files, error);
      throw error;
    });
    if (this.#closing.signal.aborted) throw shutDown();
    return identity;
  }
}

function fileSourceOf(source: ModelSource): FileSource {
  if (isFileSource(source)) return source;
  throw new LlmError('engine_error', 'This engine runs model files, not models of another server.');
}

function shutDown(): LlmError {
  return new LlmError('engine_error', 'The engine is shut down.');
}
