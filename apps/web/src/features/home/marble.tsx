import { useId } from 'react';

interface MarbleProps {
  x: number;
  y: number;
  r: number;
  /** 0…1. */
  filled: number;
  /** Where most of them wait. */
  isStuck: boolean;
}

/** A marble of a ramune bottle, filled as far as its station has come; drawn inside an <svg>. */
export function Marble({ x, y, r, filled, isStuck }: MarbleProps) {
  const id = useId();
  // What little there is stays visible, and what is missing too.
  const share = filled === 0 || filled === 1 ? filled : Math.min(0.95, Math.max(0.06, filled));
  const level = r - 2 * r * share;
  return (
    <g transform={`translate(${x} ${y})`}>
      <clipPath id={id}>
        <circle r={r - 3} />
      </clipPath>
      <circle r={r} className="fill-surface" />
      <g clipPath={`url(#${id})`}>
        {filled > 0 && (
          <path
            d={`M ${-2 * r} 0 q ${r / 2} -5 ${r} 0 t ${r} 0 t ${r} 0 t ${r} 0 V ${2 * r} H ${-2 * r} Z`}
            className="fill-brand-soft transition-transform duration-700"
            style={{ transform: `translateY(${share === 1 ? -r - 4 : level}px)` }}
          />
        )}
      </g>
      <circle r={r} fill="none" className={isStuck ? 'stroke-ink' : 'stroke-brand'} strokeWidth={isStuck ? 2.5 : 1.5} />
      <path d={`M ${-r * 0.78} ${-r * 0.3} A ${r * 0.84} ${r * 0.84} 0 0 1 ${-r * 0.42} ${-r * 0.72}`} fill="none" strokeLinecap="round" strokeWidth={3} className="stroke-brand opacity-25" />
    </g>
  );
}
