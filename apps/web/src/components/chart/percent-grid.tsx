/** The whole range, always: a share that is drawn from 60 to 80 % looks like another one. */
const ticks = [0, 25, 50, 75, 100] as const;

/** Lines at every quarter of an upright axis from 0 to 100 %, for inside an <svg>. */
export const UprightGrid = () =>
  ticks.map((tick) => <line key={tick} x1="0" x2="100%" y1={`${100 - tick}%`} y2={`${100 - tick}%`} className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />);

export const UprightTicks = () => (
  <div aria-hidden className="relative w-10 shrink-0 text-xs text-ink-faint">
    {ticks.map((tick) => (
      <span key={tick} className="absolute right-2 -translate-y-1/2 whitespace-nowrap" style={{ top: `${100 - tick}%` }}>
        {tick}
        {tick === 100 && '%'}
      </span>
    ))}
  </div>
);

/** The same, lying. */
export const LyingGrid = () =>
  ticks.map((tick) => <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1="0" y2="100%" className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />);

export const LyingTicks = () => (
  <div aria-hidden className="relative h-5 text-xs text-ink-faint">
    {ticks.map((tick) => (
      <span key={tick} className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: `${tick}%` }}>
        {tick}
        {tick === 100 && '%'}
      </span>
    ))}
  </div>
);
