import type { Comparison } from '@llamune/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../../lib/api';

const COMPARISONS_PER_PAGE = 50;

/** Newest first. The key starts with `comparisons`, so invalidating `trpc.comparisons.pathKey()` reaches it. */
export const comparisonPages = (poc: number | undefined) =>
  infiniteQueryOptions({
    queryKey: [['comparisons', 'lists'], poc],
    queryFn: ({ pageParam, signal }) => client.comparisons.list.query({ poc_id: poc, limit: COMPARISONS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < COMPARISONS_PER_PAGE ? undefined : page.at(-1)?.id),
    // Others judge too.
    staleTime: 0,
  });

/** What can be compared: the newest hundred that are finished. */
export const finishedRuns = queryOptions({ queryKey: [['runs', 'finished']], queryFn: ({ signal }) => client.runs.list.query({ state: 'done', limit: 100 }, { signal }), staleTime: 0 });

/** How many judgements somebody still has to give: the first, the second, and a lead's where the two differ. */
export const openJudgements = ({ progress: { pairs, judged, second_wanted, second_judged, disagreed, decided } }: Comparison) => pairs - judged + (second_wanted - second_judged) + (disagreed - decided);

// Addresses of the comparison's own pages.
export const reviewPath = ({ id }: Comparison): string => `/retest/compare/${id}/review`;
export const resultPath = ({ id }: Comparison): string => `/retest/compare/${id}`;
