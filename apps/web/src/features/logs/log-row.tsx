import { memo } from 'react';
import { EvaluationMark } from '../../components/evaluation-mark';
import { Checkbox } from '../../components/ui/checkbox';
import { cn } from '../../lib/cn';
import { formatDateTime } from '../../lib/format';
import type { Translate } from '../../lib/i18n';
import { answerStart, cells, FinishBadge, isNumber, LogLink } from './log-cells';
import type { LogColumn } from './log-columns';
import type { Place } from './use-row-pages';

interface LogRowProps {
  place: Place;
  index: number;
  /** Pixels from the start of the list. */
  top: number;
  height: number;
  isWide: boolean;
  /** The row that the keyboard is at. */
  isActive: boolean;
  isSelected: boolean;
  columns: readonly LogColumn[];
  href: string;
  letters: number;
  t: Translate;
}

// A cell's own rule says `vertical-align: inherit`, which makes the browser style every cell anew each time its row moves: `align-middle` takes its place.
const frame = 'absolute inset-x-0 top-0 border-b bg-surface -outline-offset-2 contain-strict hover:bg-sunken aria-selected:bg-brand-soft/60 aria-selected:hover:bg-brand-soft/60 [&>td]:align-middle';
const wideFrame = `${frame} grid grid-cols-[var(--columns)] items-center`;
const cardFrame = `${frame} grid grid-cols-[44px_minmax(0,1fr)]`;

/** One row: of a table where there is room for one, a card where there is not. Clicks and keys are the table's. */
export const LogRow = memo(({ place, index, top, height, isWide, isActive, isSelected, columns, href, letters, t }: LogRowProps) => (
  <tr
    // The head is the first row.
    aria-rowindex={index + 2}
    aria-selected={isSelected}
    data-index={index}
    tabIndex={isActive ? 0 : -1}
    style={{ height, transform: `translateY(${top}px)` }}
    className={isWide ? wideFrame : cardFrame}
  >
    {typeof place === 'string' ? <Absent place={place} isWide={isWide} t={t} /> : isWide ? <Cells row={place} isSelected={isSelected} columns={columns} href={href} letters={letters} t={t} /> : <Card row={place} isSelected={isSelected} href={href} letters={letters} t={t} />}
  </tr>
));

interface ContentProps {
  row: Exclude<Place, string>;
  isSelected: boolean;
  href: string;
  letters: number;
  t: Translate;
}

const SelectCell = ({ row, isSelected, t, className }: Omit<ContentProps, 'href' | 'letters'> & { className?: string }) => (
  <td className={className}>
    {/* Above the link that covers the row; the keyboard selects from the row itself. */}
    <span data-select="" className="relative z-1 grid size-10 cursor-pointer place-items-center">
      <Checkbox checked={isSelected} readOnly tabIndex={-1} aria-label={t('logs.select.row', { id: row.id })} />
    </span>
  </td>
);

function Cells({ row, isSelected, columns, href, letters, t }: ContentProps & { columns: readonly LogColumn[] }) {
  return (
    <>
      <SelectCell row={row} isSelected={isSelected} t={t} />
      {columns.map((column) => (
        <td key={column} className={cn('min-w-0 truncate px-2.5', column === 'text' ? 'text-base' : 'text-sm', column === 'number' && 'text-ink-faint', isNumber(column) && 'text-right')}>
          {cells[column]({ row, href, letters, t })}
        </td>
      ))}
    </>
  );
}

function Card({ row, isSelected, href, letters, t }: ContentProps) {
  return (
    <>
      <SelectCell row={row} isSelected={isSelected} t={t} className="pt-1.5 pl-1" />
      <td className="flex min-w-0 flex-col gap-1 py-3 pr-4">
        <LogLink row={row} href={href} className="line-clamp-2 leading-snug" />
        <span className="truncate text-sm text-ink-soft">{answerStart({ row, letters, t })}</span>
        <span className="mt-auto flex items-center gap-x-2.5 overflow-hidden text-xs whitespace-nowrap text-ink-faint">
          <EvaluationMark evaluation={row.evaluation} withText />
          <FinishBadge row={row} t={t} />
          {row.priority && <span>{`${t('priority.label')} ${t(`priority.${row.priority}`)}`}</span>}
          <span className="truncate">{row.poc_name}</span>
          <time dateTime={row.timestamp} className="ml-auto">
            {formatDateTime(row.timestamp)}
          </time>
        </span>
      </td>
    </>
  );
}

/** The place of a row that is not here: still to come, or fallen out of the filter before it came. */
function Absent({ place, isWide, t }: { place: 'coming' | 'gone'; isWide: boolean; t: Translate }) {
  if (place === 'gone') return <td className="col-span-full px-4 text-sm text-ink-faint">{t('logs.gone')}</td>;
  return (
    <td className={cn('col-span-full flex flex-col gap-2 pr-10', isWide ? 'pl-12' : 'pt-4 pl-12')}>
      <span className="sr-only">{t('app.loading')}</span>
      <span aria-hidden className="h-3.5 w-2/5 rounded-sm bg-line/70" />
      <span aria-hidden className="h-3 w-3/5 rounded-sm bg-line/50" />
    </td>
  );
}
