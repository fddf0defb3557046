import type { Rate } from '@llamune/contracts';
import { cn } from '../../lib/cn';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { Marble } from './marble';
import { useRateTexts } from './rate-texts';
import { arrowOn, beadsBefore, narrowRing, stationPoint, wayTo, wideRing, type RingSize } from './ring-geometry';
import type { Station } from './stations';

interface RingProps {
  stations: readonly Station[];
  stuck: Station | undefined;
  goodRate: Rate | null;
}

/** From question to retest and around again: how many have come how far, and where they wait. For the eye; the list says the same. */
export function Ring(props: RingProps) {
  return (
    <>
      <StationList stations={props.stations} />
      <Drawing {...props} size={wideRing} className="hidden sm:block" />
      <Drawing {...props} size={narrowRing} isNarrow className="sm:hidden" />
    </>
  );
}

function StationList({ stations }: { stations: readonly Station[] }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('home.circle')} className="sr-only">
      {stations.map(({ name, count, of, waiting }) => (
        <li key={name}>
          {waiting > 0
            ? t('home.stationSpoken', { name: t(`home.station.${name}`), count: formatNumber(count), of: formatNumber(of), waiting: formatNumber(waiting) })
            : t('home.stationSpokenDone', { name: t(`home.station.${name}`), count: formatNumber(count) })}
        </li>
      ))}
    </ol>
  );
}

function Drawing({ stations, stuck, goodRate, size, isNarrow = false, className }: RingProps & { size: RingSize; isNarrow?: boolean; className: string }) {
  return (
    <svg aria-hidden viewBox={`0 0 ${size.width} ${size.height}`} className={cn('mx-auto w-full', className)} style={{ maxWidth: size.width }}>
      {stations.map((station, index) => (
        <Way key={station.name} size={size} to={index} station={station} isStuck={station === stuck} mostBeads={isNarrow ? 3 : 6} />
      ))}
      {stations.map((station, index) => (
        <StationMark key={station.name} size={size} index={index} station={station} isStuck={station === stuck} isNarrow={isNarrow} />
      ))}
      <Outcome size={size} rate={goodRate} isNarrow={isNarrow} />
    </svg>
  );
}

function Way({ size, to, station, isStuck, mostBeads }: { size: RingSize; to: number; station: Station; isStuck: boolean; mostBeads: number }) {
  const arrow = arrowOn(size, to);
  const beads = station.waiting === 0 ? 0 : Math.min(station.waiting, Math.max(1, Math.round((mostBeads * station.waiting) / station.of)));
  return (
    <g>
      <path d={wayTo(size, to)} fill="none" strokeWidth={1.5} strokeDasharray={to === 0 ? '2 5' : undefined} strokeLinecap="round" className="stroke-line-strong" />
      <path d="M -4 -4.5 L 3 0 L -4 4.5" transform={`translate(${arrow.x} ${arrow.y}) rotate(${arrow.degrees})`} fill="none" strokeWidth={1.75} strokeLinecap="round" strokeLinejoin="round" className="stroke-line-strong" />
      {beadsBefore(size, to, beads).map(({ x, y }) => (
        <circle key={`${x}`} cx={x} cy={y} r={4} strokeWidth={1.5} className={isStuck ? 'fill-ink stroke-ink' : 'fill-brand-soft stroke-brand'} />
      ))}
    </g>
  );
}

function StationMark({ size, index, station: { name, count, of, waiting }, isStuck, isNarrow }: { size: RingSize; index: number; station: Station; isStuck: boolean; isNarrow: boolean }) {
  const { t } = useTranslation();
  const { x, y } = stationPoint(size, index);
  const text = t('home.waiting', { count: formatNumber(waiting) });
  const pill = 18 + Array.from(text).reduce((width, letter) => width + (letter > '\u2000' ? 12 : 6.6), 0);
  return (
    <g textAnchor="middle">
      <Marble x={x} y={y} r={size.marble} filled={of === 0 ? 0 : count / of} isStuck={isStuck} />
      <text x={x} y={y - (isNarrow ? 11 : 15)} className="fill-ink-soft text-xs">
        {t(`home.station.${name}`)}
      </text>
      <text x={x} y={y + (isNarrow ? 8 : 9)} className={cn('fill-ink font-semibold', isNarrow ? 'text-lg' : 'text-xl')}>
        {formatNumber(count)}
      </text>
      {index > 0 && of > 0 && (
        <text x={x} y={y + (isNarrow ? 22 : 26)} className="fill-ink-soft text-[11px]">
          {t('home.of', { count: formatNumber(of) })}
        </text>
      )}
      {waiting > 0 && (
        <g transform={`translate(${x} ${y + size.marble})`}>
          <rect x={-pill / 2} y={-10} width={pill} height={20} rx={10} strokeWidth={1} className={isStuck ? 'fill-ink stroke-ink' : 'fill-surface stroke-line-strong'} />
          <text y={4} className={cn('text-[11.5px]', isStuck ? 'fill-ground font-semibold' : 'fill-ink-soft')}>
            {text}
          </text>
        </g>
      )}
    </g>
  );
}

/** What it is all for, in the middle. */
function Outcome({ size: { centre }, rate, isNarrow }: { size: RingSize; rate: Rate | null; isNarrow: boolean }) {
  const { t } = useTranslation();
  const texts = useRateTexts();
  const written = rate && texts(rate);
  if (!written)
    return (
      <text x={centre.x} y={centre.y} textAnchor="middle" className="fill-ink-faint text-sm">
        {t('home.noRate')}
      </text>
    );
  return (
    <g textAnchor="middle">
      <text x={centre.x} y={centre.y - (isNarrow ? 20 : 28)} className="fill-ink-soft text-sm">
        {t('home.goodRate')}
      </text>
      <text x={centre.x} y={centre.y + (isNarrow ? 10 : 14)} className={cn('fill-good font-semibold', isNarrow ? 'text-[28px]' : 'text-[42px]')}>
        {written.rate}
      </text>
      <text x={centre.x} y={centre.y + (isNarrow ? 28 : 38)} className="fill-ink-soft text-xs">
        {isNarrow ? written.interval : t('home.intervalShort', written)}
      </text>
    </g>
  );
}
