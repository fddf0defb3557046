import { useSyncExternalStore } from 'react';

const wide = () => window.matchMedia('(min-width: 768px)');
const subscribe = (changed: () => void) => {
  const query = wide();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Room for a table; otherwise there are cards. */
export const useIsWide = () => useSyncExternalStore(subscribe, () => wide().matches);
