import { contract } from '@llamune/contracts';
import { implement, router, type Services } from '../../trpc.js';
import { cancelRun, pauseRun, resumeRun, retryFailed } from './change-run.js';
import { createRuns } from './create-runs.js';
import { findRunAnswers } from './find-run-answers.js';
import { findMakers, findRun, findRuns, findRunsById } from './find-runs.js';
import { runAnswerToWire, runDetailToWire, runToWire } from './run-wire.js';

const changed = async (services: Services, id: number, change: (services: Services, id: number) => Promise<void>) => {
  await change(services, id);
  return runToWire(await findRun(services, id));
};

export const runsRouter = router({
  list: implement(contract.runs.list).query(async ({ ctx, input: { poc_id, set_id, model_id, state, before, limit } }) => (await findRuns(ctx, { pocId: poc_id, setId: set_id, modelId: model_id, state, before, limit })).map(runToWire)),
  get: implement(contract.runs.get).query(async ({ ctx, input }) => runDetailToWire(await findRun(ctx, input.run_id), await findMakers(ctx.db, input.run_id))),
  create: implement(contract.runs.create).mutation(async ({ ctx, input }) => (await findRunsById(ctx, await createRuns(ctx, ctx.caller, input))).map(runToWire)),
  pause: implement(contract.runs.pause).mutation(({ ctx, input }) => changed(ctx, input.run_id, pauseRun)),
  resume: implement(contract.runs.resume).mutation(({ ctx, input }) => changed(ctx, input.run_id, resumeRun)),
  cancel: implement(contract.runs.cancel).mutation(({ ctx, input }) => changed(ctx, input.run_id, cancelRun)),
  retryFailed: implement(contract.runs.retryFailed).mutation(({ ctx, input }) => changed(ctx, input.run_id, retryFailed)),
  answers: implement(contract.runs.answers).query(async ({ ctx, input: { run_id, ...filter } }) => (await findRunAnswers(ctx.db, run_id, filter)).map(runAnswerToWire)),
});
