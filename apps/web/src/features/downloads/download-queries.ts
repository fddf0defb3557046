import type { ModelDownload } from '@llamune/contracts';
import { trpc } from '../../lib/api';

const isMoving = ({ state }: ModelDownload) => state === 'running' || state === 'checking';

/** Asked again each second, but only while something moves. */
export const downloadsQuery = trpc.downloads.list.queryOptions({}, { staleTime: 0, refetchInterval: ({ state }) => (state.data?.some(isMoving) ? 1000 : false) });
export const recommendedQuery = trpc.downloads.recommended.queryOptions({});
