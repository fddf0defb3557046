import { useDeferredValue, useEffect } from 'react';

// A reload, or the way back, returns to where the page had been scrolled: then it is drawn whole.
const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
let isFirst = opened?.type === 'navigate';

/** False for the very first drawing of a page that uses it, so that its beginning is seen sooner; true right after, ever after, and where a hash leads further down. */
export const useRestOfPage = (): boolean => {
  useEffect(() => {
    isFirst = false;
  }, []);
  return useDeferredValue(true, !isFirst || location.hash !== '');
};
