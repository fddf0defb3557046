import { statfs } from 'node:fs/promises';
import { DomainError } from './errors.js';

/** The embedded database may be on the same disk: a full one would cost it its last write. */
const reserveBytes = 10 ** 9;

/** @throws {DomainError} conflict, with the numbers, when `bytes` more would fill the disk of the folder. */
export const requireSpace = async (dir: string, bytes: number) => {
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes < bytes + reserveBytes)
    throw new DomainError('conflict', `The disk of the models folder has ${inGb(freeBytes)} free. ${inGb(bytes)} are still to be received, and ${inGb(reserveBytes)} must stay free for the database. Free some space, then start again.`);
};

const inGb = (bytes: number) => `${(bytes / 10 ** 9).toFixed(1)} GB`;

/** A full disk while writing; null: another error. */
export const diskFullSentence = (error: unknown): string | null => {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'The disk of the models folder is full. What was received is kept: free some space, then resume.' : null;
};
