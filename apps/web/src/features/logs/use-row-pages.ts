import type { LogFilter, LogPages, LogRow } from '@llamune/contracts';
import { hashKey, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { dropFarPages, pageOf, rowsKey, rowsQuery } from './row-queries';

/** A row that is on its way, or one that is on no page any more because it does not fit. */
export type Place = LogRow | 'coming' | 'gone';

const PAUSE_MS = 70;
/** Rows beyond the screen whose page is fetched too. */
const AHEAD = 40;

/** What stands still for a moment: while somebody drags the scroll bar through a thousand pages, none is asked for. */
const useSettled = (value: string) => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return undefined;
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value, settled]);
  return settled;
};

/** The rows between two places, from whichever pages they are on; what has been scrolled past before it came is not waited for. */
export const useRowPages = (filter: LogFilter, outline: LogPages, first: number, last: number) => {
  const queryClient = useQueryClient();
  const from = pageOf(outline, Math.max(0, first - AHEAD));
  const to = pageOf(outline, Math.min(outline.total - 1, last + AHEAD));
  const [wantedFrom = 0, wantedTo = 0] = useSettled(`${from} ${to}`).split(' ').map(Number);
  // Their data is read from the cache, where it can be seen as it is at any moment: so each change has to be told.
  const wanted = useQueries({ queries: Array.from({ length: wantedTo - wantedFrom + 1 }, (_, index) => ({ ...rowsQuery(filter, outline, wantedFrom + index), notifyOnChangeProps: 'all' as const })) });
  useEffect(() => dropFarPages(queryClient, filter, outline, wantedFrom), [queryClient, filter, outline, wantedFrom]);

  // Made once for each page: making one takes as long as drawing a row.
  const hashOf = useMemo(() => onceEach((page: number) => hashKey(rowsKey(filter, outline, page))), [filter, outline]);
  const rowsOf = (page: number) => queryClient.getQueryCache().get<LogRow[]>(hashOf(page))?.state.data;
  const placeAt = (index: number): Place => {
    const page = pageOf(outline, index);
    const rows = rowsOf(page);
    return rows ? (rows[index - page * outline.page_size] ?? 'gone') : 'coming';
  };
  const failed = wanted.find(({ error }) => error);
  return { placeAt, error: failed?.error ?? null, retry: () => void failed?.refetch() };
};

const onceEach = (make: (page: number) => string) => {
  const made = new Map<number, string>();
  return (page: number) => {
    const value = made.get(page) ?? make(page);
    made.set(page, value);
    return value;
  };
};
