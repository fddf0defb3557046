import { cn } from '../../lib/cn';

const Bar = ({ className }: { className?: string }) => <span className={cn('block h-4 animate-pulse rounded-sm bg-line/70', className)} />;

/** Rows of a list that is on its way. */
export const SkeletonRows = ({ label, rows = 6 }: { label: string; rows?: number }) => (
  <output aria-label={label} className="flex flex-col gap-5 py-2">
    {Array.from({ length: rows }, (_, row) => (
      <span key={row} className="flex flex-col gap-2">
        <Bar className={row % 2 ? 'w-3/5' : 'w-2/3'} />
        <Bar className="h-3 w-1/3" />
      </span>
    ))}
  </output>
);
