import type { ReactNode } from 'react';

/** In the place of an answer, when there is none to be judged. */
export const CenteredCard = ({ children }: { children: ReactNode }) => (
  <div className="grid flex-1 place-items-center p-4">
    <section className="w-full max-w-lg rounded-lg border bg-surface px-5 py-8 text-center sm:px-8">{children}</section>
  </div>
);
