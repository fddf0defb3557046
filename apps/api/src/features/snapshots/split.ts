import { createHash } from 'node:crypto';
import type { Split } from '@llamune/contracts';

/** Where a question belongs: by its hash alone, so that it comes into the same part in every snapshot with the same shares. */
export const splitOf = (question: string, { validPercent, testPercent }: { validPercent: number; testPercent: number }): Split => {
  // 32 bits of the hash as a share of 100.
  const place = (createHash('sha256').update(question).digest().readUInt32BE(0) / 2 ** 32) * 100;
  // The test part begins at 0, so that a change of the other share moves nothing into it or out of it.
  if (place < testPercent) return 'test';
  return place < testPercent + validPercent ? 'valid' : 'train';
};
