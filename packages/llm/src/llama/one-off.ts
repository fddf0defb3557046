import type { LlmError } from '../engine.js';
import { ModelProcess, type Death } from './model-process.js';
import type { ChildJob, FromChild } from './protocol.js';
import { asLlmError } from './weights.js';

/**
 * Gives a job to a process of its own, which may die of it, and returns its last message.
 * @param explainDeath Makes the error of a process that died.
 * @throws {LlmError} what the process says, or how it died.
 */
export async function runOnce<K extends FromChild['kind']>(job: ChildJob, kind: K, { patienceMs, explainDeath, signal }: { patienceMs: number; explainDeath: (death: Death) => LlmError; signal?: AbortSignal }): Promise<Extract<FromChild, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abandon);
      void process.close().then(settle);
    };
    const message = (received: FromChild): void => {
      if (received.kind === kind) finish(() => resolve(received as Extract<FromChild, { kind: K }>));
      else if (received.kind === 'failed') finish(() => reject(asLlmError(received.error)));
    };
    const process = new ModelProcess(job, { message, died: (death) => finish(() => reject(explainDeath(death))) }, patienceMs);
    const abandon = (): void => process.kill('the engine was shut down');
    const timer = setTimeout(() => process.kill(`it took longer than ${Math.round(patienceMs / 1000)} s`), patienceMs);
    signal?.addEventListener('abort', abandon, { once: true });
    if (signal?.aborted === true) abandon();
  });
}
