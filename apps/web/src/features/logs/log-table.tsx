import type { LogFilter, LogPages, LogRow as Row } from '@llamune/contracts';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { BulkSlot } from './bulk-slot';
import { lettersIn } from './log-cells';
import { columnTemplate, narrowestPx, textColumnPx, type LogColumn } from './log-columns';
import { LogRow } from './log-row';
import { LogTableHead } from './log-table-head';
import type { Outcome } from './outcome-bar';
import type { RowValues } from './row-changes';
import { useRowPages } from './use-row-pages';
import { useRowSelection } from './use-row-selection';
import { useTableKeys } from './use-table-keys';
import { mostRows, useVirtualRows } from './use-virtual-rows';

export interface LogTableProps {
  /** The filter as a name: selections are kept under it. */
  list: string;
  filter: LogFilter;
  outline: LogPages;
  columns: readonly LogColumn[];
  isWide: boolean;
  start: { index: number; scrollTop: number | null } | null;
  canJudge: boolean;
  judge: (rows: Iterable<Row>, to: RowValues) => void;
  tell: (outcome: Outcome) => void;
  hrefOf: (logId: number) => string;
  onOpen: (logId: number, scrollTop: number) => void;
  /** Lies over the end of the list, above what can be done with the selected rows. */
  notice: ReactNode;
}

/** All logs that fit, however many: only what is on the screen is drawn, and fetched page by page from wherever the reader is. */
export function LogTable({ list, filter, outline, columns, isWide, start, canJudge, judge, tell, hrefOf, onOpen, notice }: LogTableProps) {
  const { t } = useTranslation();
  const count = Math.min(outline.total, mostRows(isWide));
  const { scroller, rows, isMoving, totalPx, widthPx, height, active, go, first, last, screenful } = useVirtualRows({ count, isWide, start });
  const { placeAt, error, retry } = useRowPages(filter, outline, first, last);
  const letters = lettersIn(isWide ? textColumnPx(columns, widthPx) : widthPx);
  const selecting = useRowSelection({ list, filter, outline, placeAt, tell });
  const rowAt = (index: number) => {
    const place = placeAt(index);
    return typeof place === 'string' ? undefined : place;
  };
  const open = (index: number) => {
    const row = rowAt(index);
    if (row) onOpen(row.id, scroller.current?.scrollTop ?? 0);
  };
  /** Of what is selected, all; else the one that the keyboard is at. */
  const judgeHere = (to: RowValues) => {
    const here = rowAt(active);
    if (selecting.rows.size > 0) judge(selecting.rows.values(), to);
    else if (here) judge([here], to);
  };
  const onKeyDown = useTableKeys(
    {
      active,
      count,
      screenful,
      go: (index, extend) => {
        if (extend) selecting.walk(active, index);
        else selecting.endWalk();
        go(index);
      },
      open: () => open(active),
      toggle: (extend) => (extend ? selecting.extendTo(active) : selecting.toggle(active)),
      selectAll: selecting.selectAll,
      clear: selecting.clear,
      hasSelection: selecting.rows.size > 0,
      judge: (evaluation) => judgeHere({ evaluation }),
    },
    canJudge,
  );

  const press = (event: MouseEvent) => {
    // The focus stays with rows: a link or a box in one would take the keys.
    if (indexOf(event) !== null) event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index === null) return;
    const isOpening = isOn(event, '[data-open]');
    if (isOpening && !isPlain(event)) return;
    event.preventDefault();
    if (isOpening) return open(index);
    if (isOn(event, '[data-select]')) {
      if (event.shiftKey) selecting.extendTo(index);
      else selecting.toggle(index);
    }
    go(index);
  };

  const visible = Array.from({ length: Math.min(last, count - 1) - first + 1 }, (_, place) => rowAt(first + place)).filter((row) => row !== undefined);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {error !== null && <ErrorNotice error={error} onRetry={retry} className="mb-2" />}
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto overscroll-contain bg-surface max-md:-mx-4 max-md:border-y md:rounded-lg md:border">
        {/* A table whose rows can be selected and walked through; its own elements say which are its rows and cells. */}
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid
          role="grid"
          aria-label={t('logs.tableLabel')}
          aria-rowcount={outline.total + 1}
          aria-multiselectable
          className="block"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onMouseDown={press}
          onClick={click}
          style={isWide ? ({ '--columns': columnTemplate(columns), minWidth: narrowestPx(columns) } as CSSProperties) : undefined}
        >
          {isWide && <LogTableHead columns={columns} visible={visible} selected={selecting.rows} onSelect={(on) => selecting.setMany(visible, on)} />}
          {/* Rows that move under a resting pointer are covered: it does not point at them, and each would light up and have the browser show its address. */}
          <tbody className={cn('relative block', isMoving && 'after:absolute after:inset-0 after:z-1')} style={{ height: totalPx }}>
            {rows.map(({ index, slot }) => {
              const place = placeAt(index);
              const id = typeof place === 'string' ? null : place.id;
              return (
                <LogRow
                  key={slot}
                  place={place}
                  index={index}
                  top={index * height}
                  height={height}
                  isWide={isWide}
                  isActive={index === active}
                  isSelected={id !== null && selecting.rows.has(id)}
                  columns={columns}
                  href={id === null ? '' : hrefOf(id)}
                  letters={letters}
                  t={t}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-3 z-3 flex flex-col items-center gap-2 px-1">
        {notice}
        <BulkSlot selecting={selecting} total={outline.total} canJudge={canJudge} onJudge={judgeHere} />
      </div>
    </div>
  );
}

const isOn = (event: MouseEvent, selector: string) => event.target instanceof Element && event.target.closest(selector) !== null;
const indexOf = (event: MouseEvent) => {
  const row = event.button === 0 && event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : null;
};
/** With a key held, the browser opens a tab, a window or a file: that is its own affair. */
const isPlain = ({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) => !metaKey && !ctrlKey && !shiftKey && !altKey;
