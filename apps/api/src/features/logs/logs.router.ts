import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { evaluateLog, setLogStatus } from './evaluate-log.js';
import { findLog, findLogChanges, findLogs } from './find-logs.js';
import { evaluationFromWire, logChangeToWire, logFilterFromWire, logToWire } from './log-wire.js';

export const logsRouter = router({
  list: implement(contract.logs.list).query(async ({ ctx, input }) => (await findLogs(ctx.db, ctx.caller, logFilterFromWire(input))).map(logToWire)),
  get: implement(contract.logs.get).query(async ({ ctx, input }) => logToWire(await findLog(ctx.db, ctx.caller, input.log_id))),
  evaluate: implement(contract.logs.evaluate).mutation(async ({ ctx, input: { log_id, ...judgement } }) => ({
    log_id,
    updated_at: (await evaluateLog(ctx.db, ctx.caller, log_id, evaluationFromWire(judgement))).toISOString(),
  })),
  history: implement(contract.logs.history).query(async ({ ctx, input }) => (await findLogChanges(ctx.db, ctx.caller, input.log_id)).map(logChangeToWire)),
  setStatus: implement(contract.logs.setStatus).mutation(async ({ ctx, input: { log_id, status } }) => ({
    log_id,
    updated_at: (await setLogStatus(ctx.db, ctx.caller, log_id, status)).toISOString(),
  })),
});
