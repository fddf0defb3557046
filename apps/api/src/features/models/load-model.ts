import { LlmError } from '@llamune/llm';
import { DomainError } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { findModel, sourceOf, type ModelWithState } from './find-models.js';

/** Loads a model ahead of the first question and waits until it is there. */
export const loadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const { model } = await findModel(services, id);
  const source = await sourceOf(services, model);
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

/** Gives its memory back as soon as its running answers have ended. */
export const unloadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const { model } = await findModel(services, id);
  const source = await sourceOf(services, model);
  if (!('missing' in source)) await services.engine.unload(source);
  return findModel(services, id);
};
