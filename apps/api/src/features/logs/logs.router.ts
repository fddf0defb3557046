import { contract } from '@llamune/contracts';
import { implement, implementStream, router } from '../../trpc.js';
import { evaluateLog, setLogStatus } from './evaluate-log.js';
import { evaluateLogs } from './evaluate-logs.js';
import { exportLogs } from './export-logs.js';
import { findLogPages } from './find-log-pages.js';
import { findLogRows } from './find-log-rows.js';
import { findLog, findLogChanges, findLogs } from './find-logs.js';
import { evaluationFromWire, logChangeToWire, logFilterFromWire, logPagesToWire, logRowToWire, logToWire, updatedLogsToWire, updatedLogToWire } from './log-wire.js';

export const logsRouter = router({
  list: implement(contract.logs.list).query(async ({ ctx, input: { limit, before, ...filter } }) => (await findLogs(ctx.db, ctx.caller, { ...logFilterFromWire(filter), limit, before })).map(logToWire)),
  pages: implement(contract.logs.pages).query(async ({ ctx, input: { page_size, ...filter } }) => logPagesToWire(await findLogPages(ctx.db, ctx.caller, logFilterFromWire(filter), page_size))),
  rows: implement(contract.logs.rows).query(async ({ ctx, input: { limit, before, ...filter } }) => (await findLogRows(ctx.db, ctx.caller, { ...logFilterFromWire(filter), limit, before })).map(logRowToWire)),
  export: implementStream(contract.logs.export).query(({ ctx, input: { format, time_zone, ...filter } }) => exportLogs(ctx.db, ctx.caller, logFilterFromWire(filter), { format, timeZone: time_zone })),
  get: implement(contract.logs.get).query(async ({ ctx, input }) => logToWire(await findLog(ctx.db, ctx.caller, input.log_id))),
  evaluate: implement(contract.logs.evaluate).mutation(async ({ ctx, input }) => updatedLogToWire(await evaluateLog(ctx.db, ctx.caller, evaluationFromWire(input)))),
  evaluateMany: implement(contract.logs.evaluateMany).mutation(async ({ ctx, input: { changes } }) => updatedLogsToWire(await evaluateLogs(ctx.db, ctx.caller, changes.map(evaluationFromWire)))),
  draftCorrection: implementStream(contract.logs.draftCorrection).query(async ({ ctx, input: { log_id }, signal }) => ctx.correctionDrafts.write(ctx.caller, await findLog(ctx.db, ctx.caller, log_id), signal)),
  history: implement(contract.logs.history).query(async ({ ctx, input }) => (await findLogChanges(ctx.db, ctx.caller, input.log_id)).map(logChangeToWire)),
  setStatus: implement(contract.logs.setStatus).mutation(async ({ ctx, input: { log_id, status } }) => updatedLogToWire(await setLogStatus(ctx.db, ctx.caller, log_id, status))),
});
