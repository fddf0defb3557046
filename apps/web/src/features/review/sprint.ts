import { useSyncExternalStore } from 'react';
import { apiKey } from '../../lib/api-key';

/** A review for a few minutes, with an end. */
export interface Sprint {
  startedAt: number;
  endsAt: number;
  /** While the end is being told, the clock stands. */
  pausedAt: number | null;
  judged: readonly number[];
  corrected: readonly number[];
}

const NAME = 'llamune.review.sprint';
const minute = 60_000;
const oldMinutes = 30;

// For this tab alone, and over a reload; without storage it lives as long as the page.
const read = (): Sprint | null => {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Sprint | null;
  } catch {
    return null;
  }
};
const write = (value: Sprint | null) => {
  try {
    if (value) sessionStorage.setItem(NAME, JSON.stringify(value));
    else sessionStorage.removeItem(NAME);
  } catch {
    // As above.
  }
};

let current = read();
const listeners = new Set<() => void>();
const set = (next: Sprint | null) => {
  current = next;
  write(next);
  for (const listener of listeners) listener();
};

const withOrWithout = (ids: readonly number[], id: number, isIn: boolean) => (isIn ? [...new Set([...ids, id])] : ids.filter((other) => other !== id));

export const sprints = {
  start(minutes: number, now = Date.now()) {
    set({ startedAt: now, endsAt: now + minutes * minute, pausedAt: null, judged: [], corrected: [] });
  },
  /** Unless one is running. */
  begin(minutes: number) {
    if (!current || current.pausedAt !== null || isOver(current)) sprints.start(minutes);
  },
  /** One that ended while nobody was here needs no telling. */
  forgetOld(now = Date.now()) {
    if (current && now > current.endsAt + oldMinutes * minute) set(null);
  },
  /** Time that passed at the card is nobody's. */
  extend(minutes: number, now = Date.now()) {
    if (!current) return;
    const rested = now - (current.pausedAt ?? now);
    set({ ...current, startedAt: current.startedAt + rested, endsAt: now + minutes * minute, pausedAt: null });
  },
  pause(now = Date.now()) {
    if (current && current.pausedAt === null) set({ ...current, pausedAt: now });
  },
  stop: () => set(null),
  note(logId: number, what: { judged?: boolean; corrected?: boolean }) {
    if (!current) return;
    const { judged, corrected } = what;
    set({
      ...current,
      ...(judged !== undefined && { judged: withOrWithout(current.judged, logId, judged) }),
      ...(corrected !== undefined && { corrected: withOrWithout(current.corrected, logId, corrected) }),
    });
  },
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useSprint = () => useSyncExternalStore(subscribe, () => current);
export const minutesOf = ({ startedAt, pausedAt }: Sprint, now = Date.now()) => ((pausedAt ?? now) - startedAt) / minute;
export const isOver = ({ endsAt }: Sprint, now = Date.now()) => now >= endsAt;

apiKey.subscribe(() => {
  if (!apiKey.get()) set(null);
});
