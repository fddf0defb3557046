import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { findReleaseState, setPolicy } from './find-releases.js';
import { checkGate } from './gate-checks.js';
import { releaseModel, revertRelease } from './release-model.js';
import { releaseStateToWire } from './release-wire.js';

export const releasesRouter = router({
  state: implement(contract.releases.state).query(async ({ ctx, input }) => releaseStateToWire(await findReleaseState(ctx.db, input.poc_id))),
  setPolicy: implement(contract.releases.setPolicy).mutation(async ({ ctx, input: { poc_id, ...policy } }) => {
    await setPolicy(ctx.db, ctx.caller, poc_id, policy);
    return releaseStateToWire(await findReleaseState(ctx.db, poc_id));
  }),
  check: implement(contract.releases.check).query(async ({ ctx, input }) => {
    const { checks, passed } = await checkGate(ctx.db.manager, input.comparison_id);
    return { passed, checks };
  }),
  release: implement(contract.releases.release).mutation(async ({ ctx, input: { poc_id, model_id, comparison_id, exception_reason, seen_release_id } }) => {
    await releaseModel(ctx.db, ctx.caller, poc_id, { modelId: model_id, comparisonId: comparison_id, exceptionReason: exception_reason, seenReleaseId: seen_release_id });
    return releaseStateToWire(await findReleaseState(ctx.db, poc_id));
  }),
  revert: implement(contract.releases.revert).mutation(async ({ ctx, input: { poc_id, seen_release_id } }) => {
    await revertRelease(ctx.db, ctx.caller, poc_id, { seenReleaseId: seen_release_id });
    return releaseStateToWire(await findReleaseState(ctx.db, poc_id));
  }),
});
