import { useSyncExternalStore } from 'react';
import { connection } from './connection';

let isOutdated = false;
const watchers = new Set<() => void>();

/** Files of the application carry their content in their name: a page that names other ones belongs to another version. */
const isReplaced = async () => {
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src');
  const page = await fetch(import.meta.env.BASE_URL, { cache: 'no-cache', signal: AbortSignal.timeout(5000) });
  return page.ok && entry !== null && entry !== undefined && !(await page.text()).includes(entry);
};

const check = async () => {
  if (isOutdated) return;
  isOutdated = await isReplaced().catch(() => false);
  if (isOutdated) for (const watcher of watchers) watcher();
};

/** A part of the application that could not be fetched. */
export const isMissingFile = (error: unknown) => error instanceof Error && error.name === 'MissingFile';

/**
 * Notices that the server has been updated while this page was open: when it is there again after an interruption, and when a part of the
 * application is gone from it.
 */
export const watchAppVersion = () => {
  connection.onRecovered(() => void check());
  window.addEventListener('vite:preloadError', (event) => {
    // By this name the router would reload the page at once; without a connection that leaves nothing to be seen, and nothing of what was typed.
    Object.assign(event.payload, { name: 'MissingFile', message: `Not to be fetched: ${event.payload.message.split('/').at(-1)}` });
    void connection.verify().then(check);
  });
};

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};
export const useIsOutdated = () => useSyncExternalStore(watch, () => isOutdated);
