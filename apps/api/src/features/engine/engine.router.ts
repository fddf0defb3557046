import { contract } from '@llamune/contracts';
import { sourceNames } from '../../source-names.js';
import { implement, router } from '../../trpc.js';
import { engineStatusToWire } from './engine-wire.js';
import { registeredModels } from './registered-models.js';

export const engineRouter = router({
  status: implement(contract.engine.status).query(async ({ ctx }) => {
    const status = ctx.engine.status();
    const [names, modelIds] = await Promise.all([sourceNames(ctx.modelsFolder), registeredModels(ctx, status.models)]);
    return engineStatusToWire(status, ctx.answers.metrics, { names, modelIds });
  }),
});
