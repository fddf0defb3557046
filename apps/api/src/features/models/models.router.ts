import { contract } from '@llamune/contracts';
import { modelFactsToWire } from '../../model-facts.js';
import { implement, implementStream, router } from '../../trpc.js';
import { findModel, findModelFiles, findModels, findTrainingLog } from './find-models.js';
import { inspectFile } from './inspect-file.js';
import { checkModel, loadModel, unloadModel } from './load-model.js';
import { modelChangeFromWire, modelFileToWire, modelToWire, newModelFromWire } from './model-wire.js';
import { findResultFiles, receiveResult } from './receive-result.js';
import { createModel, updateModel } from './register-model.js';
import { watchReceiving } from './watch-receiving.js';

export const modelsRouter = router({
  list: implement(contract.models.list).query(async ({ ctx }) => (await findModels(ctx)).map(modelToWire)),
  create: implement(contract.models.create).mutation(async ({ ctx, input }) => modelToWire(await findModel(ctx, await createModel(ctx, ctx.caller, newModelFromWire(input))))),
  update: implement(contract.models.update).mutation(async ({ ctx, input }) => modelToWire(await updateModel(ctx, input.model_id, modelChangeFromWire(input)))),
  load: implement(contract.models.load).mutation(async ({ ctx, input }) => modelToWire(await loadModel(ctx, input.model_id))),
  unload: implement(contract.models.unload).mutation(async ({ ctx, input }) => modelToWire(await unloadModel(ctx, input.model_id))),
  inspectFile: implement(contract.models.inspectFile).query(async ({ ctx, input }) => modelFactsToWire(input.file, await inspectFile(ctx, input.file))),
  check: implement(contract.models.check).mutation(async ({ ctx, input }) => ({ model_id: input.model_id, problem: await checkModel(ctx, input.model_id) })),
  files: implement(contract.models.files).query(async ({ ctx }) => (await findModelFiles(ctx)).map(modelFileToWire)),
  results: implement(contract.models.results).query(async ({ ctx }) => (await findResultFiles(ctx)).map(({ file, bytes, modifiedAt }) => ({ file, bytes, modified_at: modifiedAt.toISOString() }))),
  receive: implement(contract.models.receive).mutation(async ({ ctx, input, signal }) => modelToWire(await findModel(ctx, await receiveResult(ctx, ctx.caller, input.file, { signal: signal ?? new AbortController().signal })))),
  watchReceiving: implementStream(contract.models.watchReceiving).query(({ ctx, input, signal }) => watchReceiving(ctx, ctx.caller, input.file, signal)),
  trainingLog: implement(contract.models.trainingLog).query(async ({ ctx, input }) => ({ model_id: input.model_id, training_log: await findTrainingLog(ctx, input.model_id) })),
});
