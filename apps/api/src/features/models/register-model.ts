import { Model, Snapshot, uniqueViolation } from '@llamune/db';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';
import { findModel, type ModelWithState } from './find-models.js';
import { placeOf, requireKnownServer, requireOnePlace, requireUsable, type Place } from './model-place.js';

export interface NewModel extends Place {
  modelName: string;
  version: number | undefined;
  baseModel: string | null;
  description: string | null;
  trainedAt: Date | null;
  parentId: number | null;
  snapshotId: number | null;
  metrics: Record<string, number> | null;
  trainingLog: string | null;
}

/** A new version of a model; without a version it gets the next one. Answers its id. */
export const createModel = async (services: Services, caller: Caller, { version, ...model }: NewModel): Promise<number> => {
  const parent = model.parentId === null ? null : await services.db.getRepository(Model).findOneBy({ id: model.parentId });
  if (model.parentId !== null && !parent) throw notFound('Parent model');
  if (model.snapshotId !== null) await requireSnapshot(services, model.snapshotId, parent);
  requireKnownServer(caller, model, parent);
  await requireUsable(services, model);
  try {
    return await services.db.transaction(async (tx) => {
      // What is made of the demo model, or is its file under another name, is no more fit for work than the demo model.
      const isDemo = (parent?.isDemo ?? false) || (await isDemoFile(tx, model.file));
      const { id } = await tx.save(tx.create(Model, { ...model, isDemo, version: version ?? (await nextVersion(tx, model.modelName)) }));
      return id;
    });
  } catch (error) {
    if (uniqueViolation(error)) throw new DomainError('conflict', `${model.modelName} has this version already`, { cause: error });
    throw error;
  }
};

const requireSnapshot = async ({ db }: Services, id: number, parent: Model | null): Promise<void> => {
  if (!(await db.getRepository(Snapshot).existsBy({ id }))) throw notFound('Snapshot');
  if (!parent) throw new DomainError('invalid', 'parent_id: A model that was trained on a snapshot has a parent, the model that the training began with.');
};

export type ModelChange = { [Name in keyof (Place & Pick<Model, 'baseModel' | 'description'>)]?: Model[Name] | undefined };

/** Omitted is unchanged, null clears. Logs keep what they were made with. */
export const updateModel = async (services: Services, id: number, change: ModelChange): Promise<ModelWithState> => {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Model>;
  const { baseModel: _base, description: _description, ...place } = named;
  const moves = Object.keys(place).length > 0;
  // Looked at first: a file takes its time, and no row is locked meanwhile.
  if (moves) await requireUsable(services, { ...placeOf(await requireModel(services.db.manager, id)), ...place });
  await services.db.transaction(async (tx) => {
    const model = await requireModel(tx, id, { mode: 'pessimistic_write' });
    if (moves) requireOnePlace({ ...placeOf(model), ...place });
    if (Object.keys(named).length > 0) await tx.update(Model, id, { ...named, ...(named.file && (await isDemoFile(tx, named.file)) && { isDemo: true }) });
  });
  return findModel(services, id);
};

const requireModel = async (tx: EntityManager, id: number, lock?: { mode: 'pessimistic_write' }): Promise<Model> => {
  const model = await tx.findOne(Model, { where: { id }, ...(lock && { lock }) });
  if (!model) throw notFound('Model');
  return model;
};

const isDemoFile = async (tx: EntityManager, file: string | null) => file !== null && tx.existsBy(Model, { file, isDemo: true });

const nextVersion = async (tx: EntityManager, modelName: string): Promise<number> => {
  // Two programs that register at once wait for each other here, so that each gets a number of its own.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`model:${modelName}`]);
  const newest = await tx.maximum(Model, 'version', { modelName });
  return (newest ?? 0) + 1;
};
