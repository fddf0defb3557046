import type { LogRow } from '@llamune/contracts';
import { useSyncExternalStore } from 'react';
import { apiKey } from '../../lib/api-key';

/** As many as the server changes at once. */
export const mostSelected = 500;

type Rows = ReadonlyMap<number, LogRow>;
const nothing: Rows = new Map();

// One list's at a time. It outlives the page: whoever opens a selected log and comes back goes on where they were.
let selected: { list: string; rows: Rows } = { list: '', rows: nothing };
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The selected rows of a list, each as its reader saw it when it was selected. */
export const selection = {
  of: (list: string): Rows => (selected.list === list ? selected.rows : nothing),
  set(list: string, rows: Rows) {
    selected = { list, rows };
    for (const listener of listeners) listener();
  },
  /** What the reader has changed themselves, they have seen. */
  patch(patches: ReadonlyMap<number, Partial<LogRow>>) {
    if (![...patches.keys()].some((id) => selected.rows.has(id))) return;
    this.set(selected.list, new Map([...selected.rows].map(([id, row]) => [id, { ...row, ...patches.get(id) }])));
  },
  drop(ids: readonly number[]) {
    const dropped = new Set(ids);
    if (ids.length > 0) this.set(selected.list, new Map([...selected.rows].filter(([id]) => !dropped.has(id))));
  },
};
apiKey.subscribe(() => selection.set('', nothing));

export const useSelection = (list: string): Rows => useSyncExternalStore(subscribe, () => selection.of(list));
