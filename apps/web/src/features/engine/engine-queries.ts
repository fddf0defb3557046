import { trpc } from '../../lib/api';

/** Asked again every 2 s, and not while the page is hidden. */
export const engineQuery = trpc.engine.status.queryOptions({}, { staleTime: 0, refetchInterval: 2000 });
