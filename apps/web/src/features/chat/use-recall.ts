import { useState } from 'react';

/** A question called back to be edited in its place, and how often. */
export interface Recall {
  logId: number;
  times: number;
}

export const useRecall = () => {
  const [recall, setRecall] = useState<Recall>();
  return [recall, (logId: number | undefined) => setRecall((last) => (logId === undefined ? last : { logId, times: (last?.times ?? 0) + 1 }))] as const;
};
