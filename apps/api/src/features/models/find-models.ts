import type { ModelState } from '@llamune/contracts';
import { Model } from '@llamune/db';
import { isFileSource, type ModelSource, type ModelStatus } from '@llamune/llm';
import { domainErrorOf, notFound } from '../../errors.js';
import { sourceOfModel } from '../../model-source.js';
import type { Services } from '../../trpc.js';

const mostModels = 1000;

export interface ModelWithState {
  model: Model;
  state: ModelState;
  detail: string | null;
  /** 0…1 while it is loading, where known. */
  loadProgress: number | null;
  /** Held by its process, while there is one. */
  memoryBytes: number | null;
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

/** What the trainer said; null: nobody has told. */
export const findTrainingLog = async ({ db }: Services, id: number): Promise<string | null> => {
  const model = await db.getRepository(Model).findOne({ where: { id }, select: { id: true, trainingLog: true } });
  if (!model) throw notFound('Model');
  return model.trainingLog;
};

/** The files of the models folder, each with the models that are registered with it. */
export const findModelFiles = async ({ db, modelsFolder }: Services) => {
  const [files, models] = await Promise.all([modelsFolder.list(), db.getRepository(Model).find({ take: mostModels })]);
  return files.map((entry) => ({ ...entry, modelIds: models.filter(({ file, adapter, serverUrl }) => file === entry.file || (adapter === entry.file && !serverUrl)).map(({ id }) => id) }));
};

const withState = async (services: Services, model: Model): Promise<ModelWithState> => {
  const idle = { model, detail: null, loadProgress: null, memoryBytes: null };
  try {
    const source = await sourceOfModel(services, model);
    if ('missing' in source) return source.missing ? { ...idle, state: 'missing', detail: source.missing } : { ...idle, state: 'no_file' };
    const status = services.engine.status().models.find((entry) => isSame(entry.source, source));
    return status ? { ...idle, ...shown(status) } : { ...idle, state: 'not_loaded' };
  } catch (error) {
    // A row by psql may name a file outside the folder, and a key may be gone: the list must still be shown.
    const refusal = domainErrorOf(error);
    if (!refusal) throw error;
    return { ...idle, state: 'failed', detail: refusal.message };
  }
};

const shown = ({ state, error, loadProgress, memory }: ModelStatus) => ({ state, detail: error, loadProgress, memoryBytes: memory?.residentBytes ?? null });

const isSame = (a: ModelSource, b: ModelSource): boolean => {
  if (a.adapter !== b.adapter) return false;
  return isFileSource(a) ? isFileSource(b) && a.file === b.file : !isFileSource(b) && a.baseUrl === b.baseUrl && a.model === b.model;
};
