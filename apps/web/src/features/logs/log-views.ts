import type { SavedView } from '@llamune/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { columnsText, type LogColumn } from './log-columns';
import { conditionsOf, parseLogSearch, type LogSearch } from './log-search';

/** In one order, so that equal conditions are equal texts, however their address was spelt. */
const canonical = (search: LogSearch) => defaultStringifySearch(conditionsOf(parseLogSearch(search))).slice(1);

/** What is kept of a list under a name: its conditions and its columns. */
export const viewText = (search: LogSearch, columns: readonly LogColumn[]) => defaultStringifySearch({ ...conditionsOf(parseLogSearch(search)), columns: columnsText(columns) }).slice(1);
export const viewSearch = ({ search }: Pick<SavedView, 'search'>): LogSearch => ({ ...parseLogSearch(defaultParseSearch(`?${search}`)), at: undefined });

export const isSameList = (one: LogSearch, other: LogSearch) => canonical(one) === canonical(other);
export const isShown = (view: SavedView, search: LogSearch, columns: readonly LogColumn[]) => {
  const kept = viewSearch(view);
  return isSameList(kept, search) && (kept.columns === undefined || kept.columns === columnsText(columns));
};

/** For everybody, always there. */
export const givenViews = [
  { name: 'all', search: {} },
  { name: 'none', search: { evaluation: 'none' } },
  { name: 'toCorrect', search: { evaluation: 'to_correct' } },
  { name: 'failed', search: { finish: 'failed' } },
] as const satisfies { name: string; search: LogSearch }[];
