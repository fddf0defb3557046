import { keepPreviousData } from '@tanstack/react-query';
import { trpc } from '../../lib/api';
import { whileAnswering } from '../../lib/log-queries';
import { startOfDay } from '../../lib/start-of-day';
import { queueInput, type ReviewSearch } from './review-search';

/** The order of a review. It is asked for when one begins, not while one is at it: what is being judged must not move. */
export const queueQuery = (search: ReviewSearch) => ({
  ...trpc.review.queue.queryOptions(queueInput(search)),
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});

/** How many there are of these, without any of them. */
export const countQuery = (search: ReviewSearch) => trpc.review.queue.queryOptions({ ...queueInput(search), limit: 1 });

/** What is shown is asked for again when it comes, in case somebody else has judged it meanwhile. */
const FRESH_MS = 3000;
export const logQuery = (logId: number) => ({ ...whileAnswering(logId), staleTime: FRESH_MS });

export const progressQuery = (poc: number | undefined) => ({ ...trpc.review.progress.queryOptions({ poc_id: poc, today: startOfDay() }), placeholderData: keepPreviousData });
