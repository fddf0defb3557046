import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { isFileSource, LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type AnswerUsage, type EngineStatus, type GgufLocation, type LlmEngine, type ModelFacts, type ModelSource } from '../engine.js';
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
 * model's file name without its ending, or its name on its server; `echo` when there is none of that name.
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
  readonly #counters = { decodes: 0, decodedSequences: 0, decodeSeconds: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };

  constructor(private readonly scenarios: ReadonlyMap<string, Scenario>) {
    // Every answer listens, and there may be many at once.
    setMaxListeners(0, this.#closing.signal);
  }

  async *answer(request: AnswerRequest, options: AnswerOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    const question = request.messages.at(-1)?.content ?? '';
    const scenario = this.scenarios.get(question.split(/\s/)[0] ?? '') ?? this.#scenarioOf(request.source);
    const gate = new Promise<void>((resolve) => this.#gates.push(resolve));
    this.asked.push(request);
    this.#running++;
    try {
      if (scenario.refuse === undefined) this.#loaded.set(nameOf(request.source), request.source);
      for await (const event of playScenario(scenario, { request, options, question, gate, closed: this.#closing.signal })) {
        if (event.type === 'done') this.#count(event.usage);
        yield event;
      }
    } finally {
      this.#running--;
    }
  }

  async inspect(location: GgufLocation): Promise<ModelFacts> {
    const source = { file: 'file' in location ? location.file : new URL(location.url).pathname };
    this.#refuse(source);
    const memory = { weightsBytes: 1000, contextBytes: 1000, budgetBytes: BUDGET_BYTES, fits: true };
    return { kind: 'model', architecture: 'llama', name: nameOf(source), quantization: 'Q8_0', parameters: 1000, trainContextSize: 4096, fileBytes: 1000, hasChatTemplate: true, memory };
  }

  async check(source: ModelSource): Promise<void> {
    this.#refuse(source);
  }

  async load(source: ModelSource): Promise<void> {
    this.#refuse(source);
    this.#loaded.set(nameOf(source), source);
  }

  async unload(source: ModelSource): Promise<void> {
    this.#loaded.delete(nameOf(source));
  }

  status(): EngineStatus {
    const memory = { estimatedBytes: 2000, residentBytes: 2000 };
    const common = { state: 'ready' as const, error: null, contextSize: 4096, slots: 4, running: this.#running, loadProgress: null, pid: null, memory };
    const models = [...this.#loaded.values()].map((source) => ({ source, ...common }));
    const reservedBytes = models.length * 2000;
    return { models, queued: 0, maxQueue: 100, running: this.#running, restarts: 0, memory: { budgetBytes: BUDGET_BYTES, reservedBytes }, counters: { ...this.#counters } };
  }

  async close(): Promise<void> {
    this.#closing.abort(new LlmError('engine_crashed', 'The engine was shut down before it was done.'));
  }

  release(): void {
    for (const open of this.#gates) open();
    this.#gates = [];
  }

  #count({ promptTokens, completionTokens }: AnswerUsage): void {
    this.#counters.decodes += completionTokens;
    this.#counters.decodedSequences += completionTokens;
    this.#counters.promptTokens += promptTokens;
    this.#counters.completionTokens += completionTokens;
  }

  #refuse(source: ModelSource): void {
    const { refuse } = this.#scenarioOf(source);
    if (refuse !== undefined) throw refuse();
  }

  #scenarioOf(source: ModelSource): Scenario {
    return this.scenarios.get(nameOf(source)) ?? this.scenarios.get('echo') ?? echoScenario;
  }
}

const BUDGET_BYTES = 2 ** 33;

/** The file's name without its ending, or the name of the model on its server. */
function nameOf(source: ModelSource): string {
  return isFileSource(source) ? basename(source.file, '.gguf') : source.model;
}
