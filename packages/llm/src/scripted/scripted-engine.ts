import { basename } from 'node:path';
import { LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineStatus, type LlmEngine, type ModelFacts, type ModelSource } from '../engine.js';
import { playScenario } from './play-scenario.js';
import { echoScenario, standardScenarios, type Scenario } from './scenarios.js';

export interface ScriptedEngine extends LlmEngine {
  /** Lets every answer go on that was asked before this call and waits at its gate, or will come to it. */
  release(): void;
  /** Every request, in the order in which the answers were begun. */
  readonly asked: AnswerRequest[];
}

/**
 * An engine without a model, for tests of what is above it. The scenario is the first word of the last message, or else the
 * model's file name without its ending; `echo` when there is none of that name.
 * @param scenarios In addition to the standard ones, or instead of those of the same name.
 */
export function createScriptedEngine(scenarios: Record<string, Scenario> = {}): ScriptedEngine {
  return new Script(new Map(Object.entries({ ...standardScenarios, ...scenarios })));
}

class Script implements ScriptedEngine {
  readonly asked: AnswerRequest[] = [];
  readonly #loaded = new Map<string, ModelSource>();
  readonly #closing = new AbortController();
  #gates: (() => void)[] = [];
  #running = 0;

  constructor(private readonly scenarios: ReadonlyMap<string, Scenario>) {}

  async *answer(request: AnswerRequest, options: AnswerOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    const question = request.messages.at(-1)?.content ?? '';
    const scenario = this.scenarios.get(question.split(/\s/)[0] ?? '') ?? this.#scenarioOf(request.source);
    const gate = new Promise<void>((resolve) => this.#gates.push(resolve));
    this.asked.push(request);
    this.#running++;
    try {
      if (scenario.refuse === undefined) this.#loaded.set(request.source.file, request.source);
      yield* playScenario(scenario, { request, options, question, gate, closed: this.#closing.signal });
    } finally {
      this.#running--;
    }
  }

  async inspect(source: ModelSource): Promise<ModelFacts> {
    this.#check(source);
    return { architecture: 'llama', name: basename(source.file, '.gguf'), quantization: 'Q8_0', trainContextSize: 4096, fileBytes: 1000, hasChatTemplate: true };
  }

  async load(source: ModelSource): Promise<void> {
    this.#check(source);
    this.#loaded.set(source.file, source);
  }

  async unload(source: ModelSource): Promise<void> {
    this.#loaded.delete(source.file);
  }

  status(): EngineStatus {
    const models = [...this.#loaded.values()].map((source) => ({ source, state: 'ready' as const, error: null, contextSize: 4096, slots: 4, running: this.#running }));
    return { models, queued: 0, running: this.#running, restarts: 0 };
  }

  async close(): Promise<void> {
    this.#closing.abort(new LlmError('engine_crashed', 'The engine was shut down before it was done.'));
  }

  release(): void {
    for (const open of this.#gates) open();
    this.#gates = [];
  }

  #check(source: ModelSource): void {
    const { refuse } = this.#scenarioOf(source);
    if (refuse !== undefined) throw refuse();
  }

  #scenarioOf({ file }: ModelSource): Scenario {
    return this.scenarios.get(basename(file, '.gguf')) ?? this.scenarios.get('echo') ?? echoScenario;
  }
}
