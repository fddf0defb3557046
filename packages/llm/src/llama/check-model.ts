import { basename } from 'node:path';
import { LlmError } from '../engine.js';
import type { ModelIdentity } from './model-identity.js';
import { runOnce } from './one-off.js';
import type { EngineSettings } from './options.js';

interface CheckOptions {
  settings: EngineSettings;
  /** By the models that are loaded. */
  reservedBytes: number;
  signal: AbortSignal;
}

/**
 * Whether a model works, tried beside those that are loaded.
 * @throws {LlmError} insufficient_memory when it cannot be tried; what is wrong with it.
 */
export async function checkModel({ source, weightsBytes, contextBytes }: ModelIdentity, { settings, reservedBytes, signal }: CheckOptions): Promise<void> {
  const { threads, gpu, loadTimeoutMs, memoryBudgetBytes } = settings;
  const name = basename(source.file);
  if (reservedBytes + weightsBytes + contextBytes > memoryBudgetBytes)
    throw new LlmError('insufficient_memory', `There is no room to try the model "${name}" beside the models that are loaded. Unload them first.`);
  const explainDeath = ({ reason }: { reason: string }): LlmError => new LlmError('model_corrupt', `The model "${name}" ends the process that tries it: ${reason}.`);
  await runOnce({ kind: 'check', file: source.file, adapter: source.adapter ?? null, threads, gpu }, 'checked', { patienceMs: loadTimeoutMs, explainDeath, signal });
}
