import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LlmError } from '../engine.js';
import type { FaultRecord } from './fault-record.js';
import type { ModelIdentity } from './model-identity.js';
import type { Death } from './model-process.js';
import type { EngineSettings } from './options.js';
import { DiedLoading, type OpenedContext, type Weights, type WeightsUser } from './weights.js';

interface StartOptions {
  identity: ModelIdentity;
  settings: EngineSettings;
  faults: FaultRecord;
  /** Ends the attempt. */
  signal: AbortSignal;
  user: WeightsUser;
  /** The process with these weights, there or to be started. */
  weights: () => Weights;
}

export interface StartedModel extends OpenedContext {
  weights: Weights;
}

/**
 * Returns when the model can answer. A process that dies meanwhile is started again, later each time; a model whose process
 * dies the third time, or says why it cannot be loaded, is quarantined.
 * @throws {LlmError} model_corrupt, insufficient_memory, engine_error; engine_crashed when `signal` ended it.
 */
export async function startModel(options: StartOptions): Promise<StartedModel> {
  const { identity, settings, faults, signal } = options;
  const name = basename(identity.source.file);
  for (;;) {
    await delay(faults.backOffMs(identity.key), undefined, { signal }).catch(() => {});
    if (signal.aborted) throw new LlmError('engine_crashed', `The model "${name}" was unloaded before it was ready.`);
    try {
      return await attempt(options);
    } catch (error) {
      if (error instanceof LlmError) throw unloadable(options, error);
      if (!(error instanceof DiedLoading)) throw error;
      if (signal.aborted) continue;
      settings.log('warn', `The process that loaded ${name} died: ${error.death.reason}`);
      if (error.death.byUs) throw new LlmError('engine_error', `The model "${name}" cannot be loaded: ${error.death.reason}.`);
      // Not tried again: others answer in that process.
      if (error.isLoaded && identity.source.adapter !== undefined && error.death.signal !== 'SIGKILL')
        throw unloadable(options, new LlmError('model_corrupt', `The adapter "${basename(identity.source.adapter)}" ends the process of its model: ${error.death.reason}.`));
      if (faults.crashedAtLoad(identity.key)) throw unloadable(options, explainCrashes(name, error.death));
    }
  }
}

async function attempt({ identity, settings, signal, user, weights: find }: StartOptions): Promise<StartedModel> {
  const weights = find();
  const { adapter } = identity.source;
  const opening = weights.open(user, { adapter: adapter === undefined ? null : { file: adapter, key: identity.key }, slots: settings.slots, contextSize: identity.contextSize });
  const abandon = (): void => weights.abandon(user);
  signal.addEventListener('abort', abandon, { once: true });
  try {
    return { ...(await opening), weights };
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

function unloadable({ faults, identity }: StartOptions, error: LlmError): LlmError {
  if (error.code === 'model_corrupt') faults.quarantine(identity, error);
  return error;
}

function explainCrashes(name: string, { reason, signal }: Death): LlmError {
  // Nothing in a file makes the system send SIGKILL; a lack of memory does.
  if (signal === 'SIGKILL')
    return new LlmError('insufficient_memory', `The model "${name}" was killed three times while loading (${reason}); there is probably not enough memory for it.`);
  return new LlmError('model_corrupt', `The model file "${name}" ends every process that loads it: ${reason}.`);
}
