import type { Model } from '@llamune/contracts';

const byVersion = (a: Model, b: Model) => a.model_name.localeCompare(b.model_name) || a.version - b.version;
export const childrenOf = (model: Model, models: readonly Model[]): Model[] => models.filter(({ parent_id }) => parent_id === model.id).toSorted(byVersion);

export interface Branch {
  model: Model;
  children: Branch[];
  /** How many versions come after it, children of children too. */
  descendants: number;
}

/** All models, each below the one that it was made of. What goes in a circle begins at its first row. */
export const lineageTree = (models: readonly Model[]): Branch[] => {
  const placed = new Set<number>();
  const branchOf = (model: Model): Branch => {
    placed.add(model.id);
    const children = childrenOf(model, models).filter(({ id }) => !placed.has(id)).map(branchOf);
    return { model, children, descendants: children.reduce((sum, child) => sum + 1 + child.descendants, 0) };
  };
  const ids = new Set(models.map(({ id }) => id));
  const roots = models.filter(({ parent_id }) => parent_id === null || !ids.has(parent_id)).toSorted(byVersion).map(branchOf);
  const inCircles = models.toSorted((a, b) => a.id - b.id).flatMap((model) => (placed.has(model.id) ? [] : [branchOf(model)]));
  return [...roots, ...inCircles];
};

/**
 * What is known of where a model comes from. `start`: nothing says that it was made of another. `named`: only the name of its base is known.
 * `unknown`: it was trained, or is a later version, and nothing says from what.
 */
export const originOf = (model: Model, models: readonly Model[]): 'parent' | 'named' | 'start' | 'unknown' => {
  if (model.parent_id !== null) return models.some(({ id }) => id === model.parent_id) ? 'parent' : 'unknown';
  if (model.base_model !== null) return 'named';
  return model.trained_at !== null || model.adapter !== null || model.version > 1 ? 'unknown' : 'start';
};

/** The newest version of each name. */
export const newestVersions = (models: readonly Model[]): ReadonlySet<number> => {
  const newest = new Map<string, Model>();
  for (const model of models) if ((newest.get(model.model_name)?.version ?? 0) < model.version) newest.set(model.model_name, model);
  return new Set(Array.from(newest.values(), ({ id }) => id));
};
