import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { findModel, findModelFiles, findModels } from './find-models.js';
import { loadModel, unloadModel } from './load-model.js';
import { modelFileToWire, modelToWire, newModelFromWire } from './model-wire.js';
import { createModel, updateModel } from './register-model.js';

export const modelsRouter = router({
  list: implement(contract.models.list).query(async ({ ctx }) => (await findModels(ctx)).map(modelToWire)),
  create: implement(contract.models.create).mutation(async ({ ctx, input }) => modelToWire(await findModel(ctx, await createModel(ctx, newModelFromWire(input))))),
  update: implement(contract.models.update).mutation(async ({ ctx, input: { model_id, base_model, ...rest } }) => modelToWire(await updateModel(ctx, model_id, { baseModel: base_model, ...rest }))),
  load: implement(contract.models.load).mutation(async ({ ctx, input }) => modelToWire(await loadModel(ctx, input.model_id))),
  unload: implement(contract.models.unload).mutation(async ({ ctx, input }) => modelToWire(await unloadModel(ctx, input.model_id))),
  files: implement(contract.models.files).query(async ({ ctx }) => (await findModelFiles(ctx)).map(modelFileToWire)),
});
