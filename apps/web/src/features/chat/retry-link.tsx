import { Link } from '@tanstack/react-router';
import { CornerDownRight } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';

/** Where an entry can be found on the page. */
export const entryId = (logId: number) => `log-${logId}`;

/** To another log: to its place on this page if it is here, else to its own page. */
export function RetryLink({ to, children }: { to: number; children: ReactNode }) {
  const go = (event: MouseEvent) => {
    const entry = document.getElementById(entryId(to));
    if (!entry || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: 'start' });
  };
  return (
    <Link to="/logs/$logId" params={{ logId: to }} onClick={go} className="inline-flex w-fit items-center gap-1 rounded-sm text-xs text-ink-faint hover:text-brand-ink hover:underline max-md:min-h-10">
      <CornerDownRight aria-hidden className="size-3.5" />
      {children}
    </Link>
  );
}
