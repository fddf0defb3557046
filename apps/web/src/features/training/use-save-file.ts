import { useEffect, useRef, useState } from 'react';
import { noticeFailure } from '../../lib/api';
import { fetchFile } from '../../lib/fetch-file';
import { saveFile } from '../../lib/save-file';

/** Fetches one file at a time and hands it to the browser. The page left, it is given up. */
export const useSaveFile = () => {
  const [fetching, setFetching] = useState<{ name: string; bytes: number }>();
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const save = async (path: string, name: string) => {
    const stop = new AbortController();
    running.current?.abort();
    running.current = stop;
    setError(null);
    setFetching({ name, bytes: 0 });
    try {
      saveFile(await fetchFile(path, { signal: stop.signal, onProgress: (bytes) => setFetching({ name, bytes }) }), name);
    } catch (failure) {
      if (stop.signal.aborted) return;
      noticeFailure(failure);
      setError(failure);
    }
    setFetching(undefined);
  };
  return { fetching, error, save };
};
