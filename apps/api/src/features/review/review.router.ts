import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { reviewProgress } from './review-progress.js';
import { reviewQueue } from './review-queue.js';
import { progressToWire, queueToWire } from './review-wire.js';

export const reviewRouter = router({
  queue: implement(contract.review.queue).query(async ({ ctx, input: { poc_id, model_id, session_id, ...rest } }) =>
    queueToWire(await reviewQueue(ctx.db, ctx.caller, { pocId: poc_id, modelId: model_id, sessionId: session_id, ...rest })),
  ),
  progress: implement(contract.review.progress).query(async ({ ctx, input: { poc_id, today } }) => progressToWire(await reviewProgress(ctx.db, ctx.caller, { pocId: poc_id, today: new Date(today) }))),
});
