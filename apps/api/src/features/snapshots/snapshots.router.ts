import { contract } from '@llamune/contracts';
import { publicKeyOf } from '../../archive-signature.js';
import { implement, implementStream, router } from '../../trpc.js';
import { whileAllowed } from '../../while-allowed.js';
import { archiveSnapshot } from './archive-snapshot.js';
import { acknowledgeTraining, releaseClaim, renewClaim, requireSnapshot } from './claims.js';
import { exampleToWire, findExamples } from './example-lines.js';
import { exportSnapshot } from './export-snapshot.js';
import { findSnapshot, findSnapshots } from './find-snapshots.js';
import { manifestOf } from './manifest.js';
import { preflight } from './preflight.js';
import { acknowledgementToWire, preflightToWire, snapshotToWire } from './snapshot-wire.js';
import { takeSnapshot } from './take-snapshot.js';
import { watchTaking } from './watch-taking.js';

export const snapshotsRouter = router({
  preflight: implement(contract.snapshots.preflight).mutation(async ({ ctx, input, signal }) => preflightToWire(await preflight(ctx.db, input, signal))),
  take: implementStream(contract.snapshots.take).query(({ ctx, input, signal }) => watchTaking(ctx.db, ctx.caller, input, signal)),
  create: implement(contract.snapshots.create).mutation(async ({ ctx, input, signal }) => snapshotToWire(await findSnapshot(ctx.db, await takeSnapshot(ctx.db, ctx.caller, input, { signal })))),
  list: implement(contract.snapshots.list).query(async ({ ctx, input: { poc_id, request_key, ...rest } }) => (await findSnapshots(ctx.db, { pocId: poc_id, requestKey: request_key, state: undefined, before: undefined, ...rest })).map(snapshotToWire)),
  get: implement(contract.snapshots.get).query(async ({ ctx, input }) => snapshotToWire(await findSnapshot(ctx.db, input.snapshot_id))),
  examples: implement(contract.snapshots.examples).query(async ({ ctx, input: { snapshot_id, split, after, limit } }) => {
    await requireSnapshot(ctx.db.manager, snapshot_id);
    return (await findExamples(ctx.db.manager, snapshot_id, { split, after: after ?? 0, limit })).map(exampleToWire);
  }),
  export: implementStream(contract.snapshots.export).query(({ ctx, input: { snapshot_id, format, split } }) => whileAllowed(ctx.db, ctx.caller, exportSnapshot(ctx.db, snapshot_id, format, split))),
  manifest: implement(contract.snapshots.manifest).query(({ ctx, input: { snapshot_id, format } }) => manifestOf(ctx.db, snapshot_id, format, null)),
  archive: implementStream(contract.snapshots.archive).query(({ ctx, input: { snapshot_id, format, parent_id } }) => whileAllowed(ctx.db, ctx.caller, archiveSnapshot(ctx.db, snapshot_id, format, parent_id))),
  signingKey: implement(contract.snapshots.signingKey).query(async ({ ctx }) => {
    const { pem, fingerprint } = await publicKeyOf(ctx.db);
    return { public_key: pem, fingerprint };
  }),
  renew: implement(contract.snapshots.renew).mutation(async ({ ctx, input: { snapshot_id, claim_hours } }) => {
    await renewClaim(ctx.db, ctx.caller, snapshot_id, claim_hours);
    return snapshotToWire(await findSnapshot(ctx.db, snapshot_id));
  }),
  release: implement(contract.snapshots.release).mutation(async ({ ctx, input: { snapshot_id } }) => {
    await releaseClaim(ctx.db, ctx.caller, snapshot_id);
    return snapshotToWire(await findSnapshot(ctx.db, snapshot_id));
  }),
  acknowledge: implement(contract.snapshots.acknowledge).mutation(async ({ ctx, input }) => acknowledgementToWire(await acknowledgeTraining(ctx.db, ctx.caller, input.snapshot_id))),
});
