import type { Model } from '@llamune/contracts';

/** What a model was made of, the oldest first, without itself. Rows by psql may go in a circle: each model comes once. */
export const ancestorsOf = (model: Model, models: readonly Model[]): Model[] => {
  const byId = new Map(models.map((entry) => [entry.id, entry]));
  const seen = new Set([model.id]);
  const ancestors: Model[] = [];
  for (let next = byId.get(model.parent_id ?? 0); next && !seen.has(next.id); next = byId.get(next.parent_id ?? 0)) {
    seen.add(next.id);
    ancestors.unshift(next);
  }
  return ancestors;
};
