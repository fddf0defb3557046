import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { overviewToWire } from './overview-wire.js';
import { pocOverview } from './poc-overview.js';
import { findPrompts } from './poc-prompts.js';
import { createPoc, findPocs, updatePoc } from './pocs.js';
import { pocChangeFromWire, pocToWire, promptToWire } from './poc-wire.js';

export const pocsRouter = router({
  list: implement(contract.pocs.list).query(async ({ ctx }) => (await findPocs(ctx.db)).map(pocToWire)),
  create: implement(contract.pocs.create).mutation(async ({ ctx, input }) => pocToWire(await createPoc(ctx.db, ctx.caller, pocChangeFromWire(input)))),
  update: implement(contract.pocs.update).mutation(async ({ ctx, input: { poc_id, ...change } }) => pocToWire(await updatePoc(ctx.db, ctx.caller, poc_id, pocChangeFromWire(change)))),
  prompts: implement(contract.pocs.prompts).query(async ({ ctx, input: { poc_id, ...page } }) => (await findPrompts(ctx.db, poc_id, page)).map(promptToWire)),
  overview: implement(contract.pocs.overview).query(async ({ ctx, input: { poc_id, time_zone } }) => overviewToWire(await pocOverview(ctx.db, ctx.caller, poc_id, time_zone))),
});
