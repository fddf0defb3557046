import type { LogFilter, LogPages, LogRow } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import type { Outcome } from './outcome-bar';
import { fetchRows } from './row-queries';
import { mostSelected, selection, useSelection } from './selection';
import type { Place } from './use-row-pages';

interface Selecting {
  list: string;
  filter: LogFilter;
  outline: LogPages;
  placeAt: (index: number) => Place;
  tell: (outcome: Outcome) => void;
}

interface RangeStart {
  index: number;
  /** What was selected before the range. */
  base: ReadonlyMap<number, LogRow>;
}

/** Selecting rows one by one, as a range from where Shift was first held, those on the screen, or all. */
export const useRowSelection = ({ list, filter, outline, placeAt, tell }: Selecting) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const rows = useSelection(list);
  // Shift with a click or Space goes back to the row selected last; with an arrow, to the row where the walk began.
  const pressed = useRef<RangeStart | null>(null);
  const walked = useRef<RangeStart | null>(null);
  const lastWish = useRef(0);

  const put = (base: ReadonlyMap<number, LogRow>, more: readonly LogRow[]) => {
    const all = [...base, ...more.map((row) => [row.id, row] as const)];
    const kept = new Map(all.slice(0, mostSelected));
    selection.set(list, kept);
    if (new Map(all).size > kept.size) tell({ text: t('logs.select.limit', { most: mostSelected }) });
  };
  /** Also rows that nobody has scrolled to yet; of two wishes the later one counts. */
  const putRange = async (base: ReadonlyMap<number, LogRow>, from: number, to: number) => {
    const wish = ++lastWish.current;
    try {
      const found = await fetchRows(queryClient, filter, outline, Math.min(from, to), Math.max(from, to));
      if (wish === lastWish.current) put(base, from > to ? found.toReversed() : found);
    } catch (error) {
      tell({ text: t('logs.select.failed'), detail: errorSentence(error), isError: true });
    }
  };
  const range = ({ index, base }: RangeStart, to: number) =>
    // One more than can be selected, so that the limit is told.
    void putRange(base, index, to > index ? Math.min(to, index + mostSelected) : Math.max(to, index - mostSelected));
  const without = (ids: readonly number[]) => {
    const next = new Map(rows);
    for (const id of ids) next.delete(id);
    return next;
  };

  return {
    rows,
    toggle(index: number) {
      const row = placeAt(index);
      if (typeof row === 'string') return;
      if (rows.has(row.id)) selection.set(list, without([row.id]));
      else put(rows, [row]);
      pressed.current = { index, base: selection.of(list) };
    },
    extendTo(index: number) {
      if (pressed.current) range(pressed.current, index);
      else this.toggle(index);
    },
    walk(from: number, to: number) {
      walked.current ??= { index: from, base: rows };
      range(walked.current, to);
    },
    endWalk: () => void (walked.current = null),
    setMany: (some: readonly LogRow[], isOn: boolean) => (isOn ? put(rows, some) : selection.set(list, without(some.map(({ id }) => id)))),
    selectAll: () => void putRange(new Map(), 0, Math.min(outline.total, mostSelected) - 1),
    clear: () => selection.set(list, new Map()),
  };
};
export type RowSelection = ReturnType<typeof useRowSelection>;
