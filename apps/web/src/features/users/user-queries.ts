import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import { startOfDay } from '../../lib/start-of-day';

const USERS_PER_PAGE = 100;

export const userPages = infiniteQueryOptions({
  queryKey: [['users', 'pages']],
  queryFn: ({ pageParam, signal }) => client.users.list.query({ limit: USERS_PER_PAGE, before: pageParam }, { signal }),
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (page) => (page.length < USERS_PER_PAGE ? undefined : page.at(-1)?.id),
});

/** One user, or null. There is no call for one: the newest before the next number is the one, if it exists. */
export const userQuery = (userId: number) =>
  queryOptions({
    queryKey: [['users', 'one'], userId],
    queryFn: async ({ signal }) => {
      const [user] = await client.users.list.query({ before: userId + 1, limit: 1 }, { signal });
      return user?.id === userId ? user : null;
    },
  });

/** Everybody's judgements; "today" begins at the reader's midnight. */
export const progressQuery = () => trpc.review.progress.queryOptions({ today: startOfDay() });
