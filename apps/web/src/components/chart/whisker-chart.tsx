import { useState, type ReactNode } from 'react';
import { ChartTip } from './chart-tip';
import { LyingGrid, LyingTicks } from './percent-grid';
import { fewerIsFew, spoken, type RateMark } from './rate-mark';

interface WhiskerRow {
  id: number;
  name: ReactNode;
  /** What stands at the right: the share in figures, or why there is none. */
  figures: ReactNode;
  mark: RateMark | null;
}

/** Shares with their intervals, one below the other on one axis from 0 to 100 %. Each mark tells what it stands for when it is pointed at, pressed or has the focus. */
export function WhiskerChart({ label, rows }: { label: string; rows: readonly WhiskerRow[] }) {
  return (
    <div className="@container">
      <ul aria-label={label} className="flex flex-col gap-y-3 @xl:gap-y-0">
        {rows.map((row) => (
          <li key={row.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 @xl:grid-cols-[minmax(0,11em)_minmax(0,1fr)_12em]">
            <div className="min-w-0 self-center text-sm @xl:py-1.5">{row.name}</div>
            <div className="self-center text-sm @xl:order-last">{row.figures}</div>
            <div className="col-span-2 px-2 @xl:col-span-1">
              <Whisker mark={row.mark} />
            </div>
          </li>
        ))}
      </ul>
      <div className="grid @xl:grid-cols-[minmax(0,11em)_minmax(0,1fr)_12em] @xl:gap-x-4">
        <div className="px-2 @xl:col-start-2">
          <LyingTicks />
        </div>
      </div>
    </div>
  );
}

function Whisker({ mark }: { mark: RateMark | null }) {
  const [isTold, setIsTold] = useState(false);
  const plot = (
    <span className="relative block h-8 w-full @xl:h-full @xl:min-h-11">
      <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
        <LyingGrid />
        {mark && <Drawn mark={mark} isTold={isTold} />}
      </svg>
    </span>
  );
  if (!mark) return plot;
  return (
    <div className="relative h-full">
      <button
        type="button"
        aria-label={spoken(mark)}
        className="block size-full rounded-sm"
        onPointerEnter={() => setIsTold(true)}
        onPointerLeave={() => setIsTold(false)}
        onFocus={() => setIsTold(true)}
        onBlur={() => setIsTold(false)}
        onClick={() => setIsTold(true)}
        onKeyDown={(event) => event.key === 'Escape' && setIsTold(false)}
      >
        {plot}
      </button>
      {isTold && <ChartTip x={mark.rate * 100} y={30} title={mark.title} facts={mark.facts} />}
    </div>
  );
}

function Drawn({ mark: { rate, low, high, count }, isTold }: { mark: RateMark; isTold: boolean }) {
  const [from, to] = [`${low * 100}%`, `${high * 100}%`];
  return (
    <g className="stroke-good">
      <line x1={from} x2={to} y1="50%" y2="50%" strokeWidth={isTold ? 3 : 2} />
      <line x1={from} x2={from} y1="38%" y2="62%" strokeWidth={2} />
      <line x1={to} x2={to} y1="38%" y2="62%" strokeWidth={2} />
      <circle cx={`${rate * 100}%`} cy="50%" r={isTold ? 7 : 6} strokeWidth={2} className={count < fewerIsFew ? 'fill-surface' : 'fill-good'} />
    </g>
  );
}
