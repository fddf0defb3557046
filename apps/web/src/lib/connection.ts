import { TRPCClientError } from '@trpc/client';
import { errorOf } from '@llamune/contracts';
import { useSyncExternalStore } from 'react';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

let isLost = false;
let pause = FIRST_PAUSE_MS;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const recoveries = new Set<() => void>();

const set = (lost: boolean) => {
  isLost = lost;
  for (const watcher of watchers) watcher();
};

/** Any answer will do: also a server that says it has no database can be reached. */
const isThere = () => fetch('/health', { signal: AbortSignal.timeout(5000) }).then(() => true, () => false);

const lose = () => {
  set(true);
  pause = FIRST_PAUSE_MS;
  timer = setTimeout(() => void tryAgain(), pause);
};

const tryAgain = async () => {
  clearTimeout(timer);
  const answered = await isThere();
  if (!isLost) return;
  if (answered) {
    set(false);
    for (const recovered of recoveries) recovered();
    return;
  }
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  clearTimeout(timer);
  timer = setTimeout(() => void tryAgain(), pause);
};

/** Whether the server can be reached, as the last calls have found; a lost one is looked for until it is there again. */
export const connection = {
  /** To be told of every failed call. One that the server itself refused is no lost connection. */
  notice(error: unknown) {
    if (isLost || !(error instanceof TRPCClientError) || errorOf(error) || (error.cause instanceof Error && error.cause.name === 'AbortError')) return;
    lose();
  },
  /** Asks the server, after something that may or may not mean that it is gone. */
  async verify() {
    if (!isLost && !(await isThere()) && !isLost) lose();
  },
  /** Not later, but now: by a button, or when the network comes back. */
  tryNow: () => void (isLost && tryAgain()),
  /** Called each time a lost connection is there again, for what has to be sent once more. */
  onRecovered(recovered: () => void) {
    recoveries.add(recovered);
    return () => void recoveries.delete(recovered);
  },
};

/** The browser tells of the network, and of a lid that was opened again, sooner than any call fails. */
export const watchNetwork = () => {
  window.addEventListener('online', connection.tryNow);
  window.addEventListener('offline', () => void connection.verify());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && connection.tryNow());
};

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};
export const useIsConnectionLost = () => useSyncExternalStore(watch, () => isLost);
