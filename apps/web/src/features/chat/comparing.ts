import { createContext, useContext } from 'react';
import type { Asking } from './asking';

export type SideName = 'left' | 'right';
export const sides = ['left', 'right'] as const satisfies SideName[];
export const letterOf = { left: 'A', right: 'B' } as const satisfies Record<SideName, string>;

export interface AskedOfBoth {
  question: string;
  /** On each side, the log whose question this asks again. */
  retryOf?: Partial<Record<SideName, number | undefined>>;
}
/** A question that reached one side only: the other says why, and asks it there alone. */
export interface Failure {
  question: string;
  error: unknown;
}
export interface Comparing {
  /** Asking one side alone; null where it cannot be asked. */
  asking: Record<SideName, Asking | null>;
  /** Resolves with the number of one of the two new logs. */
  both: { ask: (asked: AskedOfBoth) => Promise<number>; isBusy: boolean } | null;
  failures: Partial<Record<SideName, Failure>>;
}

/** Apart from the rounds, which need not be drawn again for it. */
export const ComparingContext = createContext<Comparing>({ asking: { left: null, right: null }, both: null, failures: {} });
export const useComparing = () => useContext(ComparingContext);
