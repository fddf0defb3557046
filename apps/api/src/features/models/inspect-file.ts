import type { ModelFacts } from '@llamune/llm';
import { DomainError, notFound } from '../../errors.js';
import { asRefusal } from '../../llm-refusal.js';
import { splitPart } from '../../split-gguf.js';
import type { Services } from '../../trpc.js';

/** What a file of the models folder says of itself. */
export const inspectFile = async (services: Services, file: string): Promise<ModelFacts> => {
  const found = await services.modelsFolder.find(file);
  if (!found) throw notFound('File');
  return inspectAt(services, found, 'file');
};

/**
 * The same for a file that somebody names for a model.
 * @param field Which of the input's fields names it.
 * @throws {DomainError} invalid: not there, damaged, or of the other kind.
 */
export const requireFile = async (services: Services, field: 'file' | 'adapter', file: string): Promise<ModelFacts> => {
  const split = splitPart(file);
  if (split && split.part !== 1) throw new DomainError('invalid', `${field}: "${file}" is part ${split.part} of a split model. Name its first part, -00001-of-….`);
  const found = await services.modelsFolder.find(file);
  if (!found) throw new DomainError('invalid', `${field}: There is no file "${file}" in the models folder${split ? `, or not all of its ${split.parts} parts` : ''}. Put it there first.`);
  const facts = await inspectAt(services, found, field);
  if (field === 'file' && facts.kind === 'adapter') throw new DomainError('invalid', `file: "${file}" is a LoRA adapter, not a model. Name it as adapter, and as file the model it was made for.`);
  if (field === 'adapter' && facts.kind === 'model') throw new DomainError('invalid', `adapter: "${file}" is a whole model, not a LoRA adapter. Name it as file.`);
  return facts;
};

const inspectAt = ({ engine }: Services, file: string, field: string): Promise<ModelFacts> =>
  engine.inspect({ file }).catch((error: unknown) => {
    throw asRefusal(error, field);
  });
