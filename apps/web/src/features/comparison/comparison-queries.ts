import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import type { ItemSearch } from './item-search';

export const resultQuery = (comparisonId: number) => trpc.comparisons.result.queryOptions({ comparison_id: comparisonId });
export const matrixQuery = (setId: number) => trpc.comparisons.matrix.queryOptions({ set_id: setId });
export const runQuery = (runId: number) => trpc.runs.get.queryOptions({ run_id: runId });
export const lineQuery = (modelId: number) => trpc.lineage.model.queryOptions({ model_id: modelId });
/** Of whoever asks: what is left for them. Always asked anew: others judge too. */
export const nextQuery = (comparisonId: number) => ({ ...trpc.comparisons.next.queryOptions({ comparison_id: comparisonId }), staleTime: 0, gcTime: 0 });

const pageSize = 20;
/** The questions behind a number, in the order of the set. */
export const itemPages = (comparisonId: number, search: ItemSearch) =>
  infiniteQueryOptions({
    queryKey: [...trpc.comparisons.items.queryKey({ comparison_id: comparisonId, ...search }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.comparisons.items.query({ comparison_id: comparisonId, ...search, limit: pageSize, ...(pageParam > 0 && { after: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < pageSize ? null : page.at(-1)!.question_id),
  });
