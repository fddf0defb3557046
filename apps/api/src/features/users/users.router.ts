import { contract } from '@llamune/contracts';
import { implement, implementPublic, router } from '../../trpc.js';
import { createUser } from './create-user.js';
import { findUser, findUsers } from './find-users.js';
import { updateUser } from './update-user.js';
import { createdUserToWire, userToWire } from './user-wire.js';

export const usersRouter = router({
  create: implementPublic(contract.users.create).mutation(async ({ ctx, input }) => createdUserToWire(await createUser(ctx, ctx.caller, input))),
  me: implement(contract.users.me).query(async ({ ctx }) => userToWire(await findUser(ctx.db, ctx.caller.id))),
  list: implement(contract.users.list).query(async ({ ctx, input }) => (await findUsers(ctx.db, input)).map(userToWire)),
  update: implement(contract.users.update).mutation(async ({ ctx, input: { user_id, role, disabled } }) => userToWire(await updateUser(ctx.db, user_id, { role, disabled }))),
});
