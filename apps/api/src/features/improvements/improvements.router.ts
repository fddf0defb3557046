import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { countImprovements } from './count-improvements.js';
import { findImprovements } from './find-improvements.js';
import { improvementToWire } from './improvement-wire.js';

export const improvementsRouter = router({
  list: implement(contract.improvements.list).query(async ({ ctx, input: { poc_id, stage, limit, before } }) => (await findImprovements(ctx.db, ctx.caller, poc_id, { stage, limit, before })).map(improvementToWire)),
  counts: implement(contract.improvements.counts).query(({ ctx, input }) => countImprovements(ctx.db, ctx.caller, input.poc_id)),
});
