import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LlmError } from '../engine.js';
import type { FaultRecord } from './fault-record.js';
import type { ModelIdentity } from './model-identity.js';
import { ModelProcess, type Death } from './model-process.js';
import type { EngineSettings } from './options.js';
import type { FromChild, LoadJob, ReadyMessage, WireError } from './protocol.js';

interface StartOptions {
  identity: ModelIdentity;
  settings: EngineSettings;
  faults: FaultRecord;
  /** Ends the attempt, and the process with it. */
  signal: AbortSignal;
  /** What the process says and how it ends, once it was ready. */
  message(message: FromChild): void;
  died(death: Death): void;
}

export interface StartedModel {
  process: ModelProcess;
  ready: ReadyMessage;
}

type Attempt = StartedModel | { failed: WireError } | { died: Death };

/**
 * Starts the process of a model and returns when it can answer. A process that dies meanwhile is started again, later each
 * time; a model that dies the third time, or says why it cannot be loaded, is quarantined.
 * @throws {LlmError} model_corrupt, insufficient_memory, engine_error; engine_crashed when `signal` ended it.
 */
export async function startModel(options: StartOptions): Promise<StartedModel> {
  const { identity, settings, faults, signal } = options;
  const name = basename(identity.source.file);
  for (;;) {
    await delay(faults.backOffMs(identity.key), undefined, { signal }).catch(() => {});
    if (signal.aborted) throw new LlmError('engine_crashed', `The model "${name}" was unloaded before it was ready.`);
    const attempt = await attemptStart(options);
    if ('ready' in attempt) return attempt;
    if ('failed' in attempt) throw unloadable(options, attempt.failed);
    if (signal.aborted) continue;
    settings.log('warn', `The process that loaded ${name} died: ${attempt.died.reason}`);
    if (faults.crashedAtLoad(identity.key)) throw unloadable(options, explainCrashes(name, attempt.died));
  }
}

function attemptStart(options: StartOptions): Promise<Attempt> {
  const { settings, signal } = options;
  return new Promise((resolve) => {
    let settled = false;
    const settle = (attempt: Attempt): void => {
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abandon);
      resolve(attempt);
    };
    const message = (received: FromChild): void => {
      if (received.kind === 'ready') settle({ process, ready: received });
      else if (received.kind === 'failed') void process.close().then(() => settle({ failed: received.error }));
      else options.message(received);
    };
    const died = (death: Death): void => (settled ? options.died(death) : settle({ died: death }));
    const process = new ModelProcess(loadJob(options), { message, died }, settings.stallMs);
    const abandon = (): void => process.kill('it is not needed any more');
    const timer = setTimeout(() => process.kill(`it was not ready after ${Math.round(settings.loadTimeoutMs / 1000)} s`), settings.loadTimeoutMs);
    signal.addEventListener('abort', abandon, { once: true });
  });
}

function loadJob({ identity, settings }: StartOptions): LoadJob {
  const { slots, contextSize, threads, gpu } = settings;
  return { kind: 'load', file: identity.source.file, adapter: identity.source.adapter ?? null, slots, contextSize, threads, gpu };
}

function unloadable({ faults, identity }: StartOptions, { code, message }: WireError): LlmError {
  const error = new LlmError(code, message);
  if (code === 'model_corrupt') faults.quarantine(identity, error);
  return error;
}

function explainCrashes(name: string, { reason, signal }: Death): WireError {
  // Nothing in a file makes the system send SIGKILL; a lack of memory does.
  if (signal === 'SIGKILL') {
    const message = `The model "${name}" was killed three times while loading (${reason}); there is probably not enough memory for it.`;
    return { code: 'insufficient_memory', message };
  }
  return { code: 'model_corrupt', message: `The model file "${name}" ends every process that loads it: ${reason}.` };
}
