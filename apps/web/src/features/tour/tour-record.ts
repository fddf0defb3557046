import { useSyncExternalStore } from 'react';
import { storage } from '../../lib/storage';

/** Steps that no data of one's own can show to be done: that one has been there is enough. */
export type ReadStep = 'train' | 'retest';
export interface TourRecord {
  state: 'open' | 'folded' | 'over';
  read: readonly ReadStep[];
}

const nameOf = (userId: number) => `tour.${userId}`;
// Also where storage is forbidden or full the tour must end when it is told to.
const records = new Map<number, TourRecord | null>();
const listeners = new Set<() => void>();

const stored = (userId: number): TourRecord | null => {
  try {
    return JSON.parse(storage.get(nameOf(userId)) ?? 'null') as TourRecord | null;
  } catch {
    return null;
  }
};
/** How far somebody's tour is in this browser; null: it has never been seen here. */
const recordOf = (userId: number) => {
  if (!records.has(userId)) records.set(userId, stored(userId));
  return records.get(userId) ?? null;
};

export const keepTour = (userId: number, record: TourRecord) => {
  records.set(userId, record);
  storage.set(nameOf(userId), JSON.stringify(record));
  for (const listener of listeners) listener();
};

/** Begins the tour again, for whoever asked for it by a menu. What was done in the meantime is ticked. */
export const restartTour = (userId: number) => keepTour(userId, { state: 'open', read: [] });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useTourRecord = (userId: number) => useSyncExternalStore(subscribe, () => recordOf(userId));
