import { useEffect, useState } from 'react';

/**
 * Whether what came at `at` (ms) should have been followed by something newer for `lateMs` now: a server that hangs gives no error either.
 * The time in which the page is hidden, and asks nothing, does not count.
 */
export const useIsLate = (at: number, lateMs: number): boolean => {
  const [lateSince, setLateSince] = useState<number>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => setLateSince(at), lateMs);
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [at, lateMs]);
  return lateSince === at;
};
