import { infiniteQueryOptions } from '@tanstack/react-query';
import { client } from '../../lib/api';

const SESSIONS_PER_PAGE = 30;

export interface SessionFilter {
  mine: boolean;
  open: boolean | undefined;
}

export const sessionPages = (filter: SessionFilter) =>
  infiniteQueryOptions({
    queryKey: [['sessions', 'pages'], filter],
    queryFn: ({ pageParam, signal }) => client.sessions.list.query({ ...filter, limit: SESSIONS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < SESSIONS_PER_PAGE ? undefined : page.at(-1)?.id),
  });
