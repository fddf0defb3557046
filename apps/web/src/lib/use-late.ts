import { useEffect, useState } from 'react';

/** Long after the page is there: what it may need next then opens at once, and without a connection too. */
const QUIET_MS = 5000;

/**
 * A part of the application that is fetched when it is first needed, or when the page has been quiet for a while; undefined until it is there.
 * `onFailure` is told when it was needed and could not be fetched.
 */
export const useLate = <T extends object>(load: () => Promise<T>, isNeeded: boolean, onFailure: () => void): T | undefined => {
  const [part, setPart] = useState<T>();
  useEffect(() => {
    if (part) return undefined;
    const take = () => load().then(setPart, isNeeded ? onFailure : () => undefined);
    const timer = setTimeout(() => void take(), isNeeded ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [load, part, isNeeded, onFailure]);
  return part;
};
