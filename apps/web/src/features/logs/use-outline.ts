import type { LogFilter, LogPages } from '@llamune/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { logFilter, type LogSearch } from './log-search';
import { listQuery, pageOfLog, refreshRows, rowsQuery } from './row-queries';

/**
 * The list that is shown: the one that was asked for, once it is there, until then the one before. It is fetched anew when the filter changes or
 * the page is opened, unless the reader comes back to a log of it (`at`).
 */
export const useOutline = (search: LogSearch) => {
  const queryClient = useQueryClient();
  const filter = logFilter(search);
  const { data, isFetching, error, refetch } = useQuery(listQuery(search));
  const [shown, setShown] = useState<{ filter: LogFilter; outline: LogPages } | null>(null);
  if (data && !isFetching && data !== shown?.outline) setShown({ filter, outline: data });
  const refresh = async () => {
    await refreshRows(queryClient);
    await refetch();
  };
  return { shown, isBehind: isFetching || (shown !== null && data !== shown.outline), error, refresh };
};

/** Where in a list a log stands; undefined while that is not known, null when it is not asked for. */
export const useIndexOf = (filter: LogFilter, outline: LogPages, logId: number | undefined): number | null | undefined => {
  const isAsked = logId !== undefined && outline.total > 0;
  const page = isAsked ? pageOfLog(outline, logId) : 0;
  const { data, isError } = useQuery({ ...rowsQuery(filter, outline, page), enabled: isAsked });
  if (!isAsked || isError) return null;
  if (!data) return undefined;
  // One that is not there any more: the next older.
  const place = data.findIndex(({ id }) => id <= logId);
  return page * outline.page_size + (place < 0 ? Math.max(0, data.length - 1) : place);
};
