import { LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineStatus, type LlmEngine, type ModelFacts, type ModelSource } from '../engine.js';
import { AnswerJob } from './answer-job.js';
import { Dispatcher } from './dispatcher.js';
import { inspectModel } from './inspect-model.js';
import { identify } from './model-identity.js';
import { settingsFrom, type LlamaEngineOptions } from './options.js';

const DEFAULT_DRAIN_MS = 30_000;

/** Runs GGUF models with llama.cpp on this machine, each in a process of its own. Never uses the network. */
export function createLlamaEngine(options: LlamaEngineOptions = {}): LlmEngine {
  return new LlamaEngine(options);
}

class LlamaEngine implements LlmEngine {
  readonly #dispatcher: Dispatcher;
  #closed = false;

  constructor(options: LlamaEngineOptions) {
    this.#dispatcher = new Dispatcher(settingsFrom(options));
  }

  answer(request: AnswerRequest, options: AnswerOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    let job: AnswerJob | undefined;
    const read = async function* (this: LlamaEngine): AsyncGenerator<AnswerEvent, void, undefined> {
      job = new AnswerJob(request, options);
      void this.#ask(job);
      yield* job.events.read();
    }.call(this);
    // A generator that waits for its next event would look at return() only after that event.
    const leave = read.return.bind(read);
    read.return = (value) => {
      job?.events.end();
      job?.stop('aborted');
      return leave(value);
    };
    return read;
  }

  inspect(source: ModelSource): Promise<ModelFacts> {
    return inspectModel(source);
  }

  async load(source: ModelSource): Promise<void> {
    const identity = await identify(source);
    if (this.#closed) throw shutDown();
    await this.#dispatcher.load(identity);
  }

  async unload(source: ModelSource, { drainMs = DEFAULT_DRAIN_MS }: { drainMs?: number } = {}): Promise<void> {
    await this.#dispatcher.unload(source, drainMs);
  }

  status(): EngineStatus {
    const { pool, queued, running } = this.#dispatcher;
    return { models: pool.status(), queued, running, restarts: pool.restarts };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#dispatcher.close();
  }

  async #ask(job: AnswerJob): Promise<void> {
    try {
      const identity = await identify(job.request.source);
      if (this.#closed) throw shutDown();
      if (!job.settled) this.#dispatcher.add(identity, job);
    } catch (error) {
      job.fail(error as Error);
    }
  }
}

function shutDown(): LlmError {
  return new LlmError('engine_error', 'The engine is shut down.');
}
