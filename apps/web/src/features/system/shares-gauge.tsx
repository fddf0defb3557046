import { cn } from '../../lib/cn';

interface SharesGaugeProps {
  /** Of the whole, each 0…1: what the sentence speaks of, and what else is taken. */
  own: number;
  other: number;
  full?: boolean;
}

/** Who takes how much of a limit. For the eye only: the figures stand beside it. */
export const SharesGauge = ({ own, other, full = false }: SharesGaugeProps) => (
  <div aria-hidden className="flex h-2.5 gap-px overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line)]">
    <div className={cn('h-full transition-[width] duration-500', full ? 'bg-bad' : 'bg-brand')} style={{ width: percentOf(own) }} />
    <div className={cn('h-full transition-[width] duration-500', full ? 'bg-bad/60' : 'bg-line-strong/70')} style={{ width: percentOf(other) }} />
  </div>
);

/** Something that is there at all is seen. */
const percentOf = (share: number) => (share <= 0 ? '0' : `${Math.min(1, Math.max(0.005, share)) * 100}%`);
