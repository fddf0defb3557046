import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { viewToWire } from './view-wire.js';
import { createView, findViews, removeView, updateView } from './views.js';

export const viewsRouter = router({
  list: implement(contract.views.list).query(async ({ ctx }) => (await findViews(ctx.db, ctx.caller)).map(viewToWire)),
  create: implement(contract.views.create).mutation(async ({ ctx, input }) => viewToWire(await createView(ctx.db, ctx.caller, input))),
  update: implement(contract.views.update).mutation(async ({ ctx, input: { view_id, ...change } }) => viewToWire(await updateView(ctx.db, ctx.caller, view_id, change))),
  remove: implement(contract.views.remove).mutation(async ({ ctx, input: { view_id } }) => {
    await removeView(ctx.db, ctx.caller, view_id);
    return { view_id };
  }),
});
