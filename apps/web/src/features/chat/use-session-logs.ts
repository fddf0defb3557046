import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { logPages } from '../../lib/log-queries';

/** The logs of a session, oldest first, and how earlier ones are fetched, if there are any. */
export const useSessionLogs = (sessionId: number) => {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(logPages({ session_id: sessionId }));
  const logs = useMemo(() => data.pages.flat().toReversed(), [data]);
  const earlier = useMemo(() => (hasNextPage ? { fetch: () => void fetchNextPage(), isFetching: isFetchingNextPage } : undefined), [hasNextPage, fetchNextPage, isFetchingNextPage]);
  return useMemo(() => ({ logs, earlier }), [logs, earlier]);
};
