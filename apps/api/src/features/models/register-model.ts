import { Model, uniqueViolation } from '@llamune/db';
import type { EntityManager } from 'typeorm';
import { DomainError, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { findModel, type ModelWithState } from './find-models.js';

export interface NewModel {
  modelName: string;
  version: number | undefined;
  baseModel: string | null;
  description: string | null;
  trainedAt: Date | null;
  file: string | null;
  adapter: string | null;
  parentId: number | null;
}

/** A new version of a model; without a version it gets the next one. Answers its id. */
export const createModel = async (services: Services, { version, ...model }: NewModel): Promise<number> => {
  await requireFiles(services, model);
  try {
    return await services.db.transaction(async (tx) => {
      const parent = model.parentId === null ? null : await tx.findOneBy(Model, { id: model.parentId });
      if (model.parentId !== null && !parent) throw notFound('Parent model');
      // What is made of the demo model, or is its file under another name, is no more fit for work than the demo model.
      const isDemo = (parent?.isDemo ?? false) || (model.file !== null && (await tx.existsBy(Model, { file: model.file, isDemo: true })));
      const { id } = await tx.save(tx.create(Model, { ...model, isDemo, version: version ?? (await nextVersion(tx, model.modelName)) }));
      return id;
    });
  } catch (error) {
    if (uniqueViolation(error)) throw new DomainError('conflict', `${model.modelName} has this version already`, { cause: error });
    throw error;
  }
};

/** Omitted is unchanged, null clears. Logs keep what they were made with. */
export const updateModel = async (
  services: Services,
  id: number,
  change: { baseModel?: string | null | undefined; description?: string | null | undefined; file?: string | null | undefined; adapter?: string | null | undefined },
): Promise<ModelWithState> => {
  await requireFiles(services, change);
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const models = services.db.getRepository(Model);
  if (Object.keys(named).length > 0) await models.update(id, named);
  return findModel(services, id);
};

const requireFiles = async ({ modelsFolder }: Services, { file, adapter }: { file?: string | null | undefined; adapter?: string | null | undefined }) => {
  for (const name of [file, adapter])
    if (name && !(await modelsFolder.find(name))) throw new DomainError('invalid', `There is no file "${name}" in the models folder. Put it there first.`);
};

const nextVersion = async (tx: EntityManager, modelName: string): Promise<number> => {
  // Two programs that register at once wait for each other here, so that each gets a number of its own.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`model:${modelName}`]);
  const newest = await tx.maximum(Model, 'version', { modelName });
  return (newest ?? 0) + 1;
};
