import type { LogFilter, LogPages } from '@llamune/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { outlineQuery, pageOfLog, rowsQuery } from './row-queries';

export interface Neighbours {
  /** From 1, newest first. */
  position: number;
  total: number;
  newer: number | null;
  older: number | null;
}

/** The logs beside one in a filtered list, as the reader last saw it: also of one that fits no more because it has just been judged. */
export const neighboursQuery = (queryClient: QueryClient, filter: LogFilter, logId: number) =>
  queryOptions({
    queryKey: [['logs', 'neighbours'], filter, logId],
    queryFn: async (): Promise<Neighbours> => {
      const outline = await queryClient.ensureQueryData(outlineQuery(filter));
      return beside(queryClient, filter, outline, logId);
    },
    staleTime: 60_000,
    retry: false,
  });

const beside = async (queryClient: QueryClient, filter: LogFilter, outline: LogPages, logId: number): Promise<Neighbours> => {
  const idsOf = async (page: number) => (page < 0 || page >= outline.page_starts.length ? [] : (await queryClient.ensureQueryData(rowsQuery(filter, outline, page))).map(({ id }) => id));
  const page = pageOfLog(outline, logId);
  const ids = await idsOf(page);
  const newerHere = ids.findLast((id) => id > logId);
  const place = ids.filter((id) => id > logId).length;
  return {
    position: page * outline.page_size + place + 1,
    total: outline.total,
    newer: newerHere ?? (await idsOf(page - 1)).at(-1) ?? null,
    older: ids.find((id) => id < logId) ?? outline.page_starts[page + 1] ?? null,
  };
};
