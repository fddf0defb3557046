import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';

export interface Fact {
  label: string;
  value: ReactNode;
  wide?: boolean;
}

/** Names and values, ruled like a ledger. */
export const Facts = ({ facts, className }: { facts: readonly Fact[]; className?: string }) => (
  <dl className={cn('text-sm', className)}>
    {facts.map(({ label, value, wide }) => (
      <div key={label} className={cn('border-b py-2 last:border-b-0', !wide && 'grid grid-cols-[9.75em_1fr] gap-3')}>
        <dt className="text-ink-faint">{label}</dt>
        <dd className={cn('min-w-0', wide && 'mt-1')}>{value}</dd>
      </div>
    ))}
  </dl>
);
