import { trpc } from '../../lib/api';

/** The reader's weeks. A name that only the browser knows would be refused. */
const timeZone = () => {
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return Intl.supportedValuesOf('timeZone').includes(name) ? name : 'UTC';
};
/** Where the reader's day began. */
const today = () => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
};

// Whoever comes here has often just judged something: what was true before is shown for a moment at most.
export const overviewQuery = (pocId: number) => ({ ...trpc.pocs.overview.queryOptions({ poc_id: pocId, time_zone: timeZone() }), staleTime: 0 });
export const progressQuery = (pocId: number) => ({ ...trpc.review.progress.queryOptions({ poc_id: pocId, today: today() }), staleTime: 0 });
export const pocsQuery = trpc.pocs.list.queryOptions({});
