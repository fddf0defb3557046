import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';

interface DisclosureProps {
  summary: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

export const Disclosure = ({ summary, open, onToggle, className, children }: DisclosureProps) => (
  <details open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)} className={cn('group/disclosure', className)}>
    <summary className="flex w-fit list-none items-center gap-1.5 rounded-sm text-sm font-medium text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
      <ChevronRight aria-hidden className="size-4 transition-transform group-open/disclosure:rotate-90" />
      {summary}
    </summary>
    {children}
  </details>
);
