import { storage } from '../../lib/storage';

const nameOf = (userId: number) => `home.poc.${userId}`;

/** The PoC that somebody opened last in this browser; null: none, or storage has lost it. */
export const lastPoc = {
  get: (userId: number): number | null => Number(storage.get(nameOf(userId))) || null,
  set: (userId: number, pocId: number) => storage.set(nameOf(userId), String(pocId)),
};
