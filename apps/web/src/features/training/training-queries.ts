import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import type { SnapshotSettings } from './settings';

const pageSize = 50;

/** Newest first. */
export const snapshotPages = infiniteQueryOptions({
  queryKey: [...trpc.snapshots.list.queryKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.snapshots.list.query({ limit: pageSize, ...(pageParam !== null && { before: pageParam }) }, { signal }),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => (page.length < pageSize ? null : page.at(-1)!.id),
});

export const snapshotQuery = (snapshotId: number) => trpc.snapshots.get.queryOptions({ snapshot_id: snapshotId });

/** What a snapshot of these settings would hold. Asked anew whenever one of them, or a log, changes; what was known stays in sight meanwhile. */
export const preflightQuery = (settings: SnapshotSettings) =>
  queryOptions({
    queryKey: ['preflight', settings],
    queryFn: ({ signal }) => client.snapshots.preflight.mutate(settings, { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
