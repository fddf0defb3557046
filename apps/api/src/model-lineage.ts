import type { ModelLineage } from '@llamune/contracts';
import type { Model } from '@llamune/db';

/** A row by psql has neither parent nor 訓練データ: its first version is taken for a base, a later one for one whose origin nobody told. */
export const lineageOf = ({ parentId, snapshotId, version }: Model): ModelLineage => {
  if (parentId !== null) return snapshotId === null ? 'unknown' : 'known';
  return version === 1 ? 'base' : 'unknown';
};
