import { useEffect, useState } from 'react';

/** Long after the page is there: what it may need next then opens at once, and without a connection too. */
const QUIET_MS = 5000;

type Load<T> = () => Promise<T>;
const here = new WeakMap<Load<object>, object>();
const fetchPart = async <T extends object>(load: Load<T>) => void here.set(load, await load());

/** Fetches a part of the application when the page has been quiet for a while. `load` is always the same function, here and below. */
export const useFetchedWhenQuiet = <T extends object>(load: Load<T>) =>
  useEffect(() => {
    const timer = setTimeout(() => void fetchPart(load).catch(() => undefined), QUIET_MS);
    return () => clearTimeout(timer);
  }, [load]);

/** A part of the application that is fetched when it is first needed; undefined until it is there. `onFailure` is told when it could not be fetched. */
export const useNeeded = <T extends object>(load: Load<T>, isNeeded: boolean, onFailure: () => void): T | undefined => {
  const [, setIsHere] = useState(false);
  const part = here.get(load) as T | undefined;
  useEffect(() => {
    if (isNeeded && !part) void fetchPart(load).then(() => setIsHere(true), onFailure);
  }, [load, part, isNeeded, onFailure]);
  return part;
};

/** Both, for what a page has once. */
export const useLate = <T extends object>(load: Load<T>, isNeeded: boolean, onFailure: () => void): T | undefined => {
  useFetchedWhenQuiet(load);
  return useNeeded(load, isNeeded, onFailure);
};
