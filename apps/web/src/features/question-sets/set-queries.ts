import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';

const SETS_PER_PAGE = 50;
const QUESTIONS_PER_PAGE = 100;

/** Newest first. The keys start with `questionSets`, so invalidating `trpc.questionSets.pathKey()` reaches them. */
export const setPages = ({ poc, archived = false }: { poc?: number | undefined; archived?: boolean | undefined }) =>
  infiniteQueryOptions({
    queryKey: [['questionSets', 'lists'], poc, archived],
    queryFn: ({ pageParam, signal }) => client.questionSets.list.query({ poc_id: poc, archived, limit: SETS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < SETS_PER_PAGE ? undefined : page.at(-1)?.id),
  });

export const setQuery = (setId: number) => trpc.questionSets.get.queryOptions({ set_id: setId });
export const versionsQuery = (setId: number) => trpc.questionSets.versions.queryOptions({ set_id: setId });

/** In the order of their numbers, as the set was at a version. */
export const questionPages = (setId: number, version: number) =>
  infiniteQueryOptions({
    queryKey: [['questionSets', 'pages'], setId, version],
    queryFn: ({ pageParam, signal }) => client.questionSets.questions.query({ set_id: setId, version, limit: QUESTIONS_PER_PAGE, after: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < QUESTIONS_PER_PAGE ? undefined : page.at(-1)?.id),
  });
