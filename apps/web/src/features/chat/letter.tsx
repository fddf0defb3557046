import type { ReactNode } from 'react';

/** 問 and 答, as in a printed question and answer. */
export const Letter = ({ answer = false, children }: { answer?: boolean; children: ReactNode }) => (
  <span aria-hidden className={`mt-[3px] grid size-6.5 place-items-center rounded-sm text-sm font-semibold ${answer ? 'letter-a bg-brand-soft text-brand-ink' : 'border border-line-strong text-ink-soft'}`}>
    {children}
  </span>
);
