import { trpc } from '../../lib/api';

export const REFRESH_MS = 5000;

/** Asked again every few seconds, and not while the page is hidden. */
export const systemQuery = trpc.system.status.queryOptions({}, { staleTime: 0, refetchInterval: REFRESH_MS });
