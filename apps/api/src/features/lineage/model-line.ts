import { Model } from '@llamune/db';
import { In, IsNull, Not, type DataSource } from 'typeorm';
import { notFound } from '../../errors.js';

export interface Generation {
  model: Model;
  hasTrainingLog: boolean;
}

/** A model, its parent, and so on; each with the snapshot that it was trained on. Ends where nobody knows more, or where a row by psql leads in a circle. */
export const findModelLine = async (db: DataSource, modelId: number): Promise<Generation[]> => {
  const line: Model[] = [];
  const seen = new Set<number>();
  for (let next: number | null = modelId; next !== null && !seen.has(next); ) {
    seen.add(next);
    const model: Model | null = await db.getRepository(Model).findOne({ where: { id: next }, relations: { snapshot: { poc: true } } });
    if (!model) break;
    line.push(model);
    next = model.parentId;
  }
  if (line.length === 0) throw notFound('Model');
  // Not the logs themselves: each may be long.
  const logged = await db.getRepository(Model).find({ select: { id: true }, where: { id: In([...seen]), trainingLog: Not(IsNull()) } });
  const loggedIds = new Set(logged.map(({ id }) => id));
  return line.map((model) => ({ model, hasTrainingLog: loggedIds.has(model.id) }));
};
