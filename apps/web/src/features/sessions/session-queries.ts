import type { Session } from '@llamune/contracts';
import { infiniteQueryOptions, keepPreviousData, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, trpc } from '../../lib/api';
import { shareRows } from '../../lib/share-rows';

const SESSIONS_PER_PAGE = 30;

export interface SessionFilter {
  mine: boolean;
  open: boolean | undefined;
  /** Part of the PoC, the model or a question. */
  search: string | undefined;
}

/** Not below `sessions`: each question and each judgement would fetch all the pages again, where one row has changed. */
const pagesKey = [['session-pages']] as const;

export const sessionPages = (filter: SessionFilter) =>
  infiniteQueryOptions({
    queryKey: [...pagesKey, filter],
    queryFn: ({ pageParam, signal }) => client.sessions.list.query({ ...filter, limit: SESSIONS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < SESSIONS_PER_PAGE ? undefined : page.at(-1)?.id),
    structuralSharing: shareRows,
    // While a search is on its way, what was there stays.
    placeholderData: keepPreviousData,
  });

/** Sessions of a PoC that another one could be compared with, newest first. */
export const comparableQuery = ({ poc_id }: Session) => trpc.sessions.list.queryOptions({ poc_id, mine: true, limit: 20 });

/** Fetches the lists anew, after a session came or ended. */
export const useRefreshSessions = () => {
  const queryClient = useQueryClient();
  return () => Promise.all([queryClient.invalidateQueries({ queryKey: pagesKey }), queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() })]);
};

/** Puts the session that is open into its row of the lists, whenever it has changed. */
export const useSessionInLists = (session: Session) => {
  const queryClient = useQueryClient();
  useEffect(() => {
    queryClient.setQueriesData<InfiniteData<Session[]>>({ queryKey: pagesKey }, (data) => {
      if (!data?.pages.some((page) => page.some(({ id }) => id === session.id))) return data;
      return { ...data, pages: data.pages.map((page) => page.map((row) => (row.id === session.id ? session : row))) };
    });
  }, [queryClient, session]);
};
