import { trpc } from '../../lib/api';
import { startOfDay } from '../../lib/start-of-day';
import { timeZone } from '../../lib/time-zone';

// Whoever comes here has often just judged something: what was true before is shown for a moment at most.
export const overviewQuery = (pocId: number) => ({ ...trpc.pocs.overview.queryOptions({ poc_id: pocId, time_zone: timeZone() }), staleTime: 0 });
export const progressQuery = (pocId: number) => ({ ...trpc.review.progress.queryOptions({ poc_id: pocId, today: startOfDay() }), staleTime: 0 });
export const pocsQuery = trpc.pocs.list.queryOptions({});
