import { Model } from '@llamune/db';
import { isFileSource, type ModelSource, type ModelStatus } from '@llamune/llm';
import { domainErrorOf } from '../../errors.js';
import { sourceOfModel } from '../../model-source.js';
import type { Services } from '../../trpc.js';

const mostModels = 1000;

/** For each model of the engine the ids of the registered models that run on it, in the same order. */
export const registeredModels = async (services: Services, models: readonly ModelStatus[]): Promise<number[][]> => {
  if (models.length === 0) return [];
  const rows = await services.db.getRepository(Model).find({ order: { id: 'ASC' }, take: mostModels });
  const registered = await Promise.all(rows.map(async (row) => ({ id: row.id, source: await usableSource(services, row) })));
  return models.map(({ source }) => registered.filter((model) => model.source && isSame(model.source, source)).map(({ id }) => id));
};

const usableSource = async (services: Services, row: Model): Promise<ModelSource | null> => {
  try {
    const source = await sourceOfModel(services, row);
    return 'missing' in source ? null : source;
  } catch (error) {
    // A row by psql may name a place that is never opened: nothing runs it.
    if (domainErrorOf(error)) return null;
    throw error;
  }
};

const isSame = (a: ModelSource, b: ModelSource): boolean => {
  if (a.adapter !== b.adapter) return false;
  return isFileSource(a) ? isFileSource(b) && a.file === b.file : !isFileSource(b) && a.baseUrl === b.baseUrl && a.model === b.model;
};
