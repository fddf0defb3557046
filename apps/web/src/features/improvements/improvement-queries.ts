import type { ImprovementStage } from '@llamune/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';

const IMPROVEMENTS_PER_PAGE = 50;

/** In the order in which a log goes through them. */
export const stages: readonly ImprovementStage[] = ['to_correct', 'to_take', 'to_train', 'to_retest', 'not_fixed', 'verified'];

export const improvementCounts = (pocId: number) => trpc.improvements.counts.queryOptions({ poc_id: pocId }, { staleTime: 0 });

/** Newest first. The key starts with `improvements`, so invalidating `trpc.improvements.pathKey()` reaches it. */
export const improvementPages = (pocId: number, stage: ImprovementStage | undefined) =>
  infiniteQueryOptions({
    queryKey: [['improvements', 'pages'], pocId, stage ?? null],
    queryFn: ({ pageParam, signal }) => client.improvements.list.query({ poc_id: pocId, limit: IMPROVEMENTS_PER_PAGE, before: pageParam, ...(stage && { stage }) }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < IMPROVEMENTS_PER_PAGE ? undefined : page.at(-1)?.id),
    staleTime: 0,
  });
