import { cn } from '../../lib/cn';

/** How much of a limit is taken, 0…1. For the eye only: the figures stand beside it. */
export const Gauge = ({ share, full = false, className }: { share: number; full?: boolean; className?: string }) => (
  <div aria-hidden className={cn('h-1.5 overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line)]', className)}>
    <div className={cn('h-full rounded-full transition-[width] duration-500', full ? 'bg-bad' : 'bg-brand')} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
  </div>
);
