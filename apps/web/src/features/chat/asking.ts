import { createContext, useContext } from 'react';

export interface Asked {
  question: string;
  /** The log whose question this asks again, as it was or edited. */
  retryOfId?: number | undefined;
}
export interface Asking {
  /** Stores the question and starts its answer; resolves with the new log's number once both are certain. */
  ask: (asked: Asked) => Promise<number>;
  /** An answer is being made or a question is on its way: no other can be sent now. */
  isBusy: boolean;
}

/** How the answers around here are asked for again; null where nobody may ask. Apart from the entries, which need not be drawn again for it. */
export const AskingContext = createContext<Asking | null>(null);
export const useAsking = () => useContext(AskingContext);
