import type { ReactNode } from 'react';
import { usePageTitle } from '../../lib/use-page-title';
import { cn } from '../../lib/cn';

interface PageProps {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  actions?: ReactNode;
  /** For reading and forms: a line of Japanese should not run over the whole screen. */
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of every page: its heading, a sentence on what it is for, what can be done, and the rest. */
export function Page({ title, lead, above, actions, narrow = false, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={cn('mx-auto w-full px-4 pt-5 pb-12 sm:px-8 sm:pt-8', narrow ? 'max-w-[820px]' : 'max-w-[1180px]')}>
      {above}
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl">{title}</h1>
          {lead && <p className="mt-1 text-sm text-ink-soft">{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

export const Panel = ({ id, title, actions, className, children }: { id?: string; title?: string; actions?: ReactNode; className?: string; children: ReactNode }) => (
  <section id={id} className={cn('rounded-lg border bg-surface p-4 sm:p-5', className)}>
    {title && (
      <header className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base">{title}</h2>
        {actions}
      </header>
    )}
    {children}
  </section>
);
