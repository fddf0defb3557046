import { trpc } from '../../lib/api';

/** Others decide too. */
export const releasesQuery = (pocId: number) => trpc.releases.state.queryOptions({ poc_id: pocId }, { staleTime: 0 });
export const comparisonsOf = (pocId: number) => trpc.comparisons.list.queryOptions({ poc_id: pocId, limit: 100 }, { staleTime: 0 });
export const gateQuery = (comparisonId: number) => trpc.releases.check.queryOptions({ comparison_id: comparisonId }, { staleTime: 0 });
