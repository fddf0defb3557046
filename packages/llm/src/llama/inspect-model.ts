import { basename } from 'node:path';
import { LlmError, type ModelFacts, type ModelSource } from '../engine.js';
import { identify } from './model-identity.js';
import { ModelProcess } from './model-process.js';
import type { FromChild } from './protocol.js';

const PATIENCE_MS = 60_000;

/** Reads a model file's header in a process of its own, which may die of it. @throws {LlmError} model_not_found, model_corrupt */
export async function inspectModel(source: ModelSource): Promise<ModelFacts> {
  await identify(source);
  const corrupt = (why: string): LlmError => new LlmError('model_corrupt', `The model file "${basename(source.file)}" cannot be read: ${why}.`);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      void process.close().then(settle);
    };
    const message = (received: FromChild): void => {
      if (received.kind === 'inspected') finish(() => resolve(received.facts));
      else if (received.kind === 'failed') finish(() => reject(new LlmError(received.error.code, received.error.message)));
    };
    const process = new ModelProcess({ kind: 'inspect', file: source.file }, { message, died: ({ reason }) => finish(() => reject(corrupt(reason))) }, PATIENCE_MS);
    const timer = setTimeout(() => process.kill(`reading it took longer than ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
  });
}
