import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { logLineageToWire, modelLineToWire } from './lineage-wire.js';
import { findLogLineage } from './log-lineage.js';
import { findModelLine } from './model-line.js';

export const lineageRouter = router({
  log: implement(contract.lineage.log).query(async ({ ctx, input }) => logLineageToWire(await findLogLineage(ctx.db, ctx.caller, input.log_id))),
  model: implement(contract.lineage.model).query(async ({ ctx, input }) => modelLineToWire(await findModelLine(ctx.db, input.model_id))),
});
