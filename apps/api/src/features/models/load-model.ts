import { setTimeout as delay } from 'node:timers/promises';
import { LlmError, type ModelSource } from '@llamune/llm';
import { DomainError } from '../../errors.js';
import { sourceOfModel } from '../../model-source.js';
import type { Services } from '../../trpc.js';
import { findModel, type ModelWithState } from './find-models.js';

/** Loads a model ahead of the first question and waits until it is there; of a model on another server, asks whether it is. */
export const loadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const source = await requireSource(services, id);
  try {
    await services.engine.load(source);
  } catch (error) {
    if (error instanceof LlmError) throw new DomainError('unavailable', error.message, { cause: error });
    throw error;
  }
  return findModel(services, id);
};

/** Whether the model really works; answers what is wrong with it, or null. */
export const checkModel = async (services: Services, id: number): Promise<string | null> => {
  const source = await requireSource(services, id);
  try {
    await services.engine.check(source);
    return null;
  } catch (error) {
    if (error instanceof LlmError) return error.message;
    throw error;
  }
};

const longestAnswerMs = 24 * 3600 * 1000;
const patienceMs = 2000;

/** Gives its memory back as soon as its running answers have ended; replies at once when that takes longer. */
export const unloadModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const { model } = await findModel(services, id);
  const source = await sourceOfModel(services, model);
  if (!('missing' in source)) await Promise.race([services.engine.unload(source, { drainMs: longestAnswerMs }), delay(patienceMs, undefined, { ref: false })]);
  return findModel(services, id);
};

const requireSource = async (services: Services, id: number): Promise<ModelSource> => {
  const { model } = await findModel(services, id);
  const source = await sourceOfModel(services, model);
  if (!('missing' in source)) return source;
  throw new DomainError(
    'conflict',
    source.missing
      ? `The file "${source.missing}" is not in the models folder`
      : 'This model has neither a file nor a server. Put a GGUF file into the models folder and register it with the model, or name the server that runs it (server_url, or LLM_SERVER_URL in .env).',
  );
};
