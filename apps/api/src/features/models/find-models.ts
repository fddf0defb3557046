import type { ModelState } from '@llamune/contracts';
import { Model } from '@llamune/db';
import { domainErrorOf, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';

const mostModels = 1000;

export interface ModelWithState {
  model: Model;
  state: ModelState;
  detail: string | null;
}

/** Oldest first, each with what can be done with it right now. */
export const findModels = async (services: Services): Promise<ModelWithState[]> => {
  const models = await services.db.getRepository(Model).find({ order: { id: 'ASC' }, take: mostModels });
  return Promise.all(models.map((model) => withState(services, model)));
};

export const findModel = async (services: Services, id: number): Promise<ModelWithState> => {
  const model = await services.db.getRepository(Model).findOneBy({ id });
  if (!model) throw notFound('Model');
  return withState(services, model);
};

/** The files of the models folder, each with the models that are registered with it. */
export const findModelFiles = async ({ db, modelsFolder }: Services) => {
  const [files, models] = await Promise.all([modelsFolder.list(), db.getRepository(Model).find({ take: mostModels })]);
  return files.map((entry) => ({ ...entry, modelIds: models.filter(({ file, adapter }) => file === entry.file || adapter === entry.file).map(({ id }) => id) }));
};

const withState = async (services: Services, model: Model): Promise<ModelWithState> => {
  try {
    const source = await services.modelsFolder.sourceOf(model);
    if ('missing' in source) return source.missing ? { model, state: 'missing', detail: source.missing } : { model, state: 'no_file', detail: null };
    const running = services.engine.status().models.find((entry) => entry.source.file === source.file && entry.source.adapter === source.adapter);
    return { model, state: running?.state ?? 'not_loaded', detail: running?.error ?? null };
  } catch (error) {
    // A row by psql may name a file outside the folder: the list must still be shown.
    const refusal = domainErrorOf(error);
    if (!refusal) throw error;
    return { model, state: 'failed', detail: refusal.message };
  }
};
