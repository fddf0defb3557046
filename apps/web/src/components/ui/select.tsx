import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn';

/** The platform's own list: it works with every input method, screen reader and telephone. */
export const Select = ({ className, ...props }: ComponentProps<'select'>) => (
  <span className={cn('relative inline-flex w-full', className)}>
    <select className="field-box h-9 appearance-none truncate pr-8 text-base max-md:h-10 max-md:text-[16px]" {...props} />
    <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint" />
  </span>
);
