import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { createKey } from './create-key.js';
import { findKeys } from './find-keys.js';
import { createdKeyToWire, keyToWire } from './key-wire.js';
import { replaceKey, revokeKey } from './revoke-key.js';

export const keysRouter = router({
  list: implement(contract.keys.list).query(async ({ ctx, input }) => (await findKeys(ctx.db, ctx.caller, input.user_id)).map(keyToWire)),
  create: implement(contract.keys.create).mutation(async ({ ctx, input }) => createdKeyToWire(await createKey(ctx.db, ctx.caller, input.name, input.user_id))),
  revoke: implement(contract.keys.revoke).mutation(async ({ ctx, input }) => keyToWire(await revokeKey(ctx.db, ctx.caller, input.key_id))),
  replace: implement(contract.keys.replace).mutation(async ({ ctx, input }) => createdKeyToWire(await replaceKey(ctx.db, ctx.caller, input.key_id))),
});
