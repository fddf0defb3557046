import type { ReactNode } from 'react';

/** An empty place says what to do with it. */
export const EmptyState = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-col items-center gap-4 rounded-lg border border-dashed border-line-strong/60 px-6 py-12 text-center text-ink-soft">
    <p className="max-w-[34em] text-balance">{children}</p>
    {action}
  </div>
);
