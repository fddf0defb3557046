import type { Log, LogFilter, LogPages, LogRow } from '@llamune/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { client } from '../../lib/api';
import { logFilter, type LogSearch } from './log-search';

const ROWS_PER_PAGE = 200;
const KEPT_MS = 30 * 60_000;
const ROW_FRESH_MS = 3000;
const rowsRoot = [['logs', 'rows']] as const;

/** How many rows there are and where each page begins. It is asked for anew only when the reader wants that: what is being read must not move. */
export const outlineQuery = (filter: LogFilter) =>
  queryOptions({
    queryKey: [['logs', 'outline'], filter],
    queryFn: ({ signal }) => client.logs.pages.query({ ...filter, page_size: ROWS_PER_PAGE }, { signal }),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

const FRESH_MS = 5000;
/** The same for the list of an address: as it is now, unless the reader comes back to a log of it. */
export const listQuery = (search: LogSearch) => ({ ...outlineQuery(logFilter(search)), staleTime: search.at === undefined ? FRESH_MS : Infinity });

export const pageOf = ({ page_size }: LogPages, index: number) => Math.floor(index / page_size);
/** The page that holds a log, or would. */
export const pageOfLog = ({ page_starts }: LogPages, logId: number) => Math.max(0, page_starts.findLastIndex((start) => start >= logId));

/**
 * One page of rows. A row that no longer fits because somebody has judged it stays, as it was last seen, for as long as the page is kept;
 * on a page that comes only afterwards it is missing at the end, and the rows of the next page do not move up.
 */
export const rowsQuery = (filter: LogFilter, outline: LogPages, page: number) => {
  const start = outline.page_starts[page] ?? 0;
  const nextStart = outline.page_starts[page + 1] ?? 0;
  const queryKey = rowsKey(filter, outline, page);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client: queryClient }) => {
      const fetched = await client.logs.rows.query({ ...filter, before: start + 1, limit: outline.page_size }, { signal });
      const rows = fetched.filter(({ id }) => id > nextStart);
      return withVanished(rows, queryClient.getQueryData<LogRow[]>(queryKey) ?? []);
    },
    // What was judged elsewhere a moment ago.
    staleTime: ROW_FRESH_MS,
    // An answer that is being made will soon be there; such logs are the newest.
    refetchInterval: ({ state }) => (page === 0 && state.data?.some(({ finish_reason }) => finish_reason === null) ? 4000 : false),
  });
};

export const rowsKey = (filter: LogFilter, { page_starts }: LogPages, page: number) => [rowsRoot[0], filter, page_starts[page] ?? 0] as const;

const withVanished = (rows: LogRow[], known: LogRow[]) => {
  const ids = new Set(rows.map(({ id }) => id));
  const vanished = known.filter(({ id }) => !ids.has(id));
  return vanished.length === 0 ? rows : [...rows, ...vanished].toSorted((one, other) => other.id - one.id);
};

/** Changes rows wherever they are kept. */
export const patchRows = (queryClient: QueryClient, patches: ReadonlyMap<number, Partial<LogRow>>) =>
  queryClient.setQueriesData<LogRow[]>({ queryKey: rowsRoot }, (rows) => (rows?.some(({ id }) => patches.has(id)) ? rows.map((row) => (patches.has(row.id) ? { ...row, ...patches.get(row.id) } : row)) : rows));

/** What of a log may have changed since the table got it. */
export const rowPatch = ({ evaluation, priority, status, correct_answer, finish_reason, completion_tokens, duration_ms, evaluated_at, evaluated_by, updated_at }: Log): Partial<LogRow> => ({
  evaluation,
  priority,
  status,
  has_correct_answer: Boolean(correct_answer?.trim()),
  finish_reason,
  completion_tokens,
  duration_ms,
  evaluated_at,
  evaluated_by,
  updated_at,
});

/** Pages that came before an optimistic change must not undo it. */
export const holdRows = (queryClient: QueryClient) => queryClient.cancelQueries({ queryKey: rowsRoot });
export const refreshRows = (queryClient: QueryClient) => queryClient.invalidateQueries({ queryKey: rowsRoot });

/** Rows from one place to another, both included, fetched where they are not there. */
export const fetchRows = async (queryClient: QueryClient, filter: LogFilter, outline: LogPages, from: number, to: number): Promise<LogRow[]> => {
  const { page_size } = outline;
  const first = pageOf(outline, from);
  const pages = await Promise.all(Array.from({ length: pageOf(outline, to) - first + 1 }, (_, index) => queryClient.ensureQueryData(rowsQuery(filter, outline, first + index))));
  return pages.flatMap((rows, index) => rows.filter((_, place) => isWithin((first + index) * page_size + place, from, to)));
};
const isWithin = (index: number, from: number, to: number) => index >= from && index <= to;

const KEPT_PAGES = 24;
/** Lets go of pages far from the one that is shown, so that a long scroll fills no memory. */
export const dropFarPages = (queryClient: QueryClient, filter: LogFilter, outline: LogPages, page: number) => {
  const near = new Set(outline.page_starts.slice(Math.max(0, page - KEPT_PAGES / 2), page + KEPT_PAGES / 2));
  queryClient.removeQueries({ queryKey: [rowsRoot[0], filter], type: 'inactive', predicate: ({ queryKey }) => !near.has(queryKey[2] as number) });
};

const MOST_NEW = 20;
const ASKED_EVERY_MS = 20_000;
/** How many logs came after the newest that the reader has, up to a bound. */
export const newerQuery = (filter: LogFilter, newest: number) =>
  queryOptions({
    queryKey: [['logs', 'newer'], filter, newest],
    queryFn: async ({ signal }) => (await client.logs.rows.query({ ...filter, limit: MOST_NEW + 1 }, { signal })).filter(({ id }) => id > newest).length,
    // Not at once: the list has just been asked for.
    initialData: 0,
    staleTime: ASKED_EVERY_MS,
    refetchInterval: ASKED_EVERY_MS,
    gcTime: 0,
    enabled: filter.until === undefined || new Date(filter.until) > new Date(),
  });
export const isManyNew = (count: number) => count > MOST_NEW;
