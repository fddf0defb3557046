import { SavedView, uniqueViolation } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';

const mostViews = 100;

/** One's own, by name. */
export const findViews = (db: DataSource, caller: Caller): Promise<SavedView[]> => db.getRepository(SavedView).find({ where: { userId: caller.id }, order: { name: 'ASC' }, take: mostViews });

/** @throws {DomainError} conflict, when the name is taken or there are a hundred already. */
export const createView = (db: DataSource, caller: Caller, view: { name: string; search: string }): Promise<SavedView> =>
  db
    .transaction(async (tx) => {
      // Two that are saved at once count each other. What else names the user meanwhile (a new question) does not wait.
      await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [caller.id]);
      if ((await tx.countBy(SavedView, { userId: caller.id })) >= mostViews) throw new DomainError('conflict', `You have ${mostViews} views. Remove one first.`);
      return tx.save(tx.create(SavedView, { ...view, userId: caller.id }));
    })
    .catch(refuseTakenName);

/** Omitted is unchanged. @throws {DomainError} conflict, when the name is taken. */
export const updateView = async (db: DataSource, caller: Caller, id: number, { name, search }: { name?: string | undefined; search?: string | undefined }): Promise<SavedView> => {
  const views = db.getRepository(SavedView);
  const named = Object.fromEntries(Object.entries({ name, search }).filter(([, value]) => value !== undefined));
  if (Object.keys(named).length > 0) await views.update({ id, userId: caller.id }, named).catch(refuseTakenName);
  const view = await views.findOneBy({ id, userId: caller.id });
  if (!view) throw notFound('View');
  return view;
};

export const removeView = async (db: DataSource, caller: Caller, id: number): Promise<void> => {
  const { affected } = await db.getRepository(SavedView).delete({ id, userId: caller.id });
  if (affected !== 1) throw notFound('View');
};

const refuseTakenName = (error: unknown): never => {
  if (uniqueViolation(error) === 'saved_views_user_id_name_idx') throw new DomainError('conflict', 'You have a view of this name already', { cause: error });
  throw error;
};
