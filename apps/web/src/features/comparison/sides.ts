import type { JudgedPair } from '@llamune/contracts';
import type { SideName } from './verdict';

/** Which version stood on a side. */
export const versionAt = (side: SideName, leftIs: JudgedPair['left_is']) => {
  if (leftIs === 'both') return undefined;
  return (side === 'left') === (leftIs === 'candidate') ? 'candidate' : 'baseline';
};
