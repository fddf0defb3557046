import type { Log, LogFilter, LogRow } from '@llamune/contracts';
import { infiniteQueryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { client, trpc } from './api';
import { shareRows } from './share-rows';

const LOGS_PER_PAGE = 50;

const ANSWERING_MS = 3000;
/** One log; asked for again as long as its answer is being made, and whoever looks at it waits to judge it. */
export const whileAnswering = (logId: number) => trpc.logs.get.queryOptions({ log_id: logId }, { refetchInterval: ({ state }) => (state.data?.finish_reason === null ? ANSWERING_MS : false) });

type Pages = InfiniteData<Log[], number | undefined>;
// Not `pages`: that is an endpoint, with answers of another shape.
export const logListsKey = [['logs', 'lists']] as const;

/** Logs newest first, a page at a time. The key starts with `logs`, so invalidating `trpc.logs.pathKey()` reaches it. */
export const logPages = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: [...logListsKey, filter],
    queryFn: ({ pageParam, signal }) => client.logs.list.query({ ...filter, limit: LOGS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < LOGS_PER_PAGE ? undefined : page.at(-1)?.id),
    structuralSharing: shareRows,
  });

const changePages = (queryClient: QueryClient, change: (page: Log[]) => Log[]) =>
  queryClient.setQueriesData<Pages>({ queryKey: logListsKey }, (data) => data && { ...data, pages: data.pages.map(change) });

const rowNames = ['evaluation', 'priority', 'updated_at', 'evaluated_at', 'evaluated_by', 'status'] as const satisfies (keyof Log & keyof LogRow)[];
/** The same change in a row of the table. */
const changedRow = (row: LogRow, patch: Partial<Log>): LogRow => {
  const has_correct_answer = patch.correct_answer === undefined ? row.has_correct_answer : Boolean(patch.correct_answer?.trim());
  return { ...row, ...Object.fromEntries(rowNames.filter((name) => patch[name] !== undefined).map((name) => [name, patch[name]])), has_correct_answer };
};

/** Puts what the server has accepted wherever the log is shown. */
export const patchLog = (queryClient: QueryClient, logId: number, patch: Partial<Log>) => {
  queryClient.setQueryData(trpc.logs.get.queryKey({ log_id: logId }), (log) => log && { ...log, ...patch });
  changePages(queryClient, (page) => page.map((row) => (row.id === logId ? { ...row, ...patch } : row)));
  queryClient.setQueriesData<LogRow[]>({ queryKey: [['logs', 'rows']] }, (rows) => (rows?.some(({ id }) => id === logId) ? rows.map((row) => (row.id === logId ? changedRow(row, patch) : row)) : rows));
};

/** Fetches one log anew and puts it wherever it is shown, without fetching the lists around it. */
export const refreshLog = async (queryClient: QueryClient, logId: number) => {
  const log = await queryClient.fetchQuery({ ...trpc.logs.get.queryOptions({ log_id: logId }), staleTime: 0 });
  changePages(queryClient, (page) => page.map((row) => (row.id === log.id ? log : row)));
  return log;
};

/** Puts a log that was just made at the head of its session's list. */
export const addLog = async (queryClient: QueryClient, sessionId: number, logId: number) => {
  const log = await queryClient.fetchQuery({ ...trpc.logs.get.queryOptions({ log_id: logId }), staleTime: 0 });
  const { queryKey } = logPages({ session_id: sessionId });
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<Pages>(queryKey, (data) => {
    const [first = [], ...rest] = data?.pages ?? [];
    if (!data || first.some((row) => row.id === log.id)) return data;
    return { ...data, pages: [[log, ...first], ...rest] };
  });
};
