import { basename } from 'node:path';
import { LlmError, type FileSource, type GgufLocation, type ModelFacts } from '../engine.js';
import { DEFAULT_CONTEXT_SIZE } from './context-size.js';
import { identifyFiles, type ModelIdentity } from './model-identity.js';
import { runOnce } from './one-off.js';
import type { EngineSettings } from './options.js';
import type { FromChild } from './protocol.js';

const INSPECT_PATIENCE_MS = 60_000;

type RawFacts = Extract<FromChild, { kind: 'inspected' }>['facts'];

/** What is in model files, read in processes that may die of it. */
export class FileFacts {
  /** Of each file as it is on the disk. */
  readonly #known = new Map<string, Promise<RawFacts>>();

  constructor(
    private readonly settings: EngineSettings,
    private readonly closing: AbortSignal,
  ) {}

  /** @throws {LlmError} model_not_found, model_corrupt */
  async inspect(location: GgufLocation): Promise<ModelFacts> {
    const facts = await ('file' in location ? this.#of(location.file, (await identifyFiles(location)).fileKey) : this.#read(location));
    const { weightsBytes, contextBytes } = facts.memory;
    const budgetBytes = this.settings.memoryBudgetBytes;
    return { ...facts, memory: { weightsBytes, contextBytes, budgetBytes, fits: weightsBytes + contextBytes <= budgetBytes } };
  }

  /** @throws {LlmError} model_not_found, model_corrupt, insufficient_memory */
  async identify(source: FileSource): Promise<ModelIdentity> {
    const { adapterBytes, ...files } = await identifyFiles(source);
    const facts = await this.#of(source.file, files.fileKey);
    if (facts.kind === 'adapter') throw new LlmError('model_corrupt', `"${basename(source.file)}" is a LoRA adapter, not a model; register it as the adapter of its model.`);
    const { weightsBytes, contextBytes } = facts.memory;
    const contextSize = Math.min(facts.trainContextSize ?? DEFAULT_CONTEXT_SIZE, this.settings.contextSize ?? DEFAULT_CONTEXT_SIZE);
    return { ...files, contextSize, weightsBytes, contextBytes: contextBytes + adapterBytes };
  }

  #of(file: string, key: string): Promise<RawFacts> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const reading = this.#read({ file });
    this.#known.set(key, reading);
    // That it could not be read this time may have had another cause than the file.
    reading.catch(() => this.#known.delete(key));
    return reading;
  }

  async #read(location: GgufLocation): Promise<RawFacts> {
    const { slots, contextSize } = this.settings;
    const name = 'file' in location ? basename(location.file) : basename(new URL(location.url).pathname);
    const explainDeath = ({ reason }: { reason: string }): LlmError => new LlmError('engine_error', `The model file "${name}" cannot be read: ${reason}.`);
    const { facts } = await runOnce({ kind: 'inspect', location, slots, contextSize }, 'inspected', { patienceMs: INSPECT_PATIENCE_MS, explainDeath, signal: this.closing });
    return facts;
  }
}
