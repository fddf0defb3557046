import { useDeferredValue, useEffect } from 'react';

// A reload, or the way back, returns to where the page had been scrolled, and a hash leads to a place in it: then it is drawn whole.
const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
let isOpening = opened?.type === 'navigate' && location.hash === '';

/** False for the first drawing of the page that opens the application, so that its beginning is seen sooner; true right after, and on every page later. */
export const useRestOfPage = (): boolean => {
  useEffect(() => {
    isOpening = false;
  }, []);
  return useDeferredValue(true, !isOpening);
};
