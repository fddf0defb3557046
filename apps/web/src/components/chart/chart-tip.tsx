import { cn } from '../../lib/cn';

export interface TipText {
  title: string;
  facts: readonly string[];
}

interface ChartTipProps extends TipText {
  /** Where it points at, in percents of its place. */
  x: number;
  y: number;
}

const width = 232;

/** What a mark of a chart stands for. It never leaves its chart sideways, and stands below what is near the top. For the eye: a mark's name says the same. */
export function ChartTip({ x, y, title, facts }: ChartTipProps) {
  const isBelow = y < 45;
  return (
    <div
      aria-hidden
      className={cn('pointer-events-none absolute z-10 rounded-md bg-ink px-3 py-2 text-left text-xs text-ground shadow-float', isBelow ? 'mt-3' : '-mt-3 -translate-y-full')}
      style={{ top: `${y}%`, left: `clamp(0px, calc(${x}% - ${width / 2}px), calc(100% - ${width}px))`, width }}
    >
      <p className="font-semibold">{title}</p>
      {facts.map((fact) => (
        <p key={fact} className="mt-0.5">
          {fact}
        </p>
      ))}
    </div>
  );
}
