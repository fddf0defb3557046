import type { User } from '@llamune/contracts';
import { useMemo, useState } from 'react';
import { storage } from '../../lib/storage';
import type { LogSearch } from './log-search';

/** In the order in which they stand. The question is always there: it is what opens a log. */
export const logColumns = ['number', 'text', 'poc', 'model', 'evaluation', 'priority', 'status', 'corrected', 'date', 'user', 'evaluator', 'tokens', 'seconds'] as const;
export type LogColumn = (typeof logColumns)[number];
export const fixedColumn: LogColumn = 'text';

const widthsPx: Record<LogColumn, number> = { number: 72, text: 260, poc: 132, model: 172, evaluation: 116, priority: 72, status: 104, corrected: 92, date: 142, user: 104, evaluator: 104, tokens: 80, seconds: 72 };
const SELECT_PX = 40;
/** For `grid-template-columns`: what the others leave is the question's. */
export const columnTemplate = (columns: readonly LogColumn[]) => [`${SELECT_PX}px`, ...columns.map((column) => (column === fixedColumn ? `minmax(${widthsPx[column]}px, 1fr)` : `${widthsPx[column]}px`))].join(' ');
/** What the question's column gets of a table so wide. */
export const textColumnPx = (columns: readonly LogColumn[], tablePx: number) => widthsPx[fixedColumn] + Math.max(0, tablePx - narrowestPx(columns));
/** Below this the table scrolls sideways. */
export const narrowestPx = (columns: readonly LogColumn[]) => columns.reduce((sum, column) => sum + widthsPx[column], SELECT_PX);

const usual: readonly LogColumn[] = ['number', 'text', 'poc', 'model', 'evaluation', 'priority', 'date'];
const usualFor = (role: User['role']): readonly LogColumn[] => (role === 'admin' ? logColumns.filter((column) => usual.includes(column) || column === 'user') : usual);

const NAME = 'logs.columns';
export const columnsText = (columns: readonly LogColumn[]) => columns.join('.');
/** Columns that no longer exist are left out; nothing at all is nothing chosen. */
const columnsOf = (text: string | null | undefined): readonly LogColumn[] | null => {
  if (!text) return null;
  const named = new Set(text.split('.'));
  return logColumns.filter((column) => named.has(column) || column === fixedColumn);
};

/** The columns that are shown: those of the address (a saved view's), else those that this browser keeps, else the usual ones. */
export const useLogColumns = (me: User, search: LogSearch, onSearch: (search: LogSearch) => void) => {
  const [kept, setKept] = useState(() => columnsOf(storage.get(NAME)));
  const columns = useMemo(() => columnsOf(search.columns) ?? kept ?? usualFor(me.role), [search.columns, kept, me.role]);
  const choose = (next: readonly LogColumn[]) => {
    storage.set(NAME, columnsText(next));
    setKept(next);
    if (search.columns !== undefined) onSearch({ ...search, columns: columnsText(next) });
  };
  const reset = () => {
    storage.remove(NAME);
    setKept(null);
    if (search.columns !== undefined) onSearch({ ...search, columns: undefined });
  };
  return { columns, choose, reset };
};
