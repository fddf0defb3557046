import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
};

/** The time in whole seconds that have begun, for a clock. */
export const useNow = () => useSyncExternalStore(subscribe, () => Math.ceil(Date.now() / 1000) * 1000);
