import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { createPoc, findPocs, updatePoc } from './pocs.js';
import { pocToWire } from './poc-wire.js';

export const pocsRouter = router({
  list: implement(contract.pocs.list).query(async ({ ctx }) => (await findPocs(ctx.db)).map(pocToWire)),
  create: implement(contract.pocs.create).mutation(async ({ ctx, input: { default_system_prompt, ...rest } }) => pocToWire(await createPoc(ctx.db, { ...rest, defaultSystemPrompt: default_system_prompt }))),
  update: implement(contract.pocs.update).mutation(async ({ ctx, input: { poc_id, default_system_prompt, ...rest } }) =>
    pocToWire(await updatePoc(ctx.db, poc_id, { ...rest, defaultSystemPrompt: default_system_prompt })),
  ),
});
