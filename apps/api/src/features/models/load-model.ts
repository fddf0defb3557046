import { setTimeout as delay } from 'node:timers/promises';
import { LlmError } from '@llamune/llm';
import { DomainError } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { findModel, type ModelWithState } from './find-models.js';

/** Loads a model ahead of the first question and waits until it is there. */
export const loadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const { model } = await findModel(services, id);
  const source = await services.modelsFolder.sourceOf(model);
  if ('missing' in source)
    throw new DomainError('conflict', source.missing ? `The file "${source.missing}" is not in the models folder` : 'This model has no file. Put a GGUF file into the models folder and register it with the model.');
  try {
    await services.engine.load(source);
  } catch (error) {
    if (error instanceof LlmError) throw new DomainError('unavailable', error.message, { cause: error });
    throw error;
  }
  return findModel(services, id);
};

const longestAnswerMs = 24 * 3600 * 1000;
const patienceMs = 2000;

/** Gives its memory back as soon as its running answers have ended; replies at once when that takes longer. */
export const unloadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const { model } = await findModel(services, id);
  const source = await services.modelsFolder.sourceOf(model);
  if (!('missing' in source)) await Promise.race([services.engine.unload(source, { drainMs: longestAnswerMs }), delay(patienceMs, undefined, { ref: false })]);
  return findModel(services, id);
};
