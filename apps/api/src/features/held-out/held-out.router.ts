import { contract, type HeldOutQuestion as WireHeldOut } from '@llamune/contracts';
import type { HeldOutQuestion } from '@llamune/db';
import { implement, router } from '../../trpc.js';
import { findHeldOut, holdOut, letGo } from './held-out.js';

const heldOutToWire = (held: HeldOutQuestion): WireHeldOut => ({ id: held.id, poc_id: held.pocId, question: held.question, log_id: held.logId, held_by: held.heldBy.username, created_at: held.createdAt.toISOString() });

export const heldOutRouter = router({
  list: implement(contract.heldOut.list).query(async ({ ctx, input: { poc_id, log_id, limit, before } }) => (await findHeldOut(ctx.db, ctx.caller, { pocId: poc_id, logId: log_id, limit, before })).map(heldOutToWire)),
  hold: implement(contract.heldOut.hold).mutation(async ({ ctx, input }) => heldOutToWire(await holdOut(ctx.db, ctx.caller, input.log_id))),
  release: implement(contract.heldOut.release).mutation(async ({ ctx, input }) => {
    await letGo(ctx.db, input.held_out_id);
    return input;
  }),
});
