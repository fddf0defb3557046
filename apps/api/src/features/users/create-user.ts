import { ApiKey, uniqueViolation, User } from '@llamune/db';
import type { Role } from '@llamune/contracts';
import type { Caller } from '../../authenticate.js';
import { hashOf, newApiKey, prefixOf } from '../../authenticate.js';
import { DomainError } from '../../errors.js';
import type { Context } from '../../trpc.js';

/** A user with a first key. Nobody may make an evaluator while registration is open; an admin may make anyone. */
export const createUser = async (ctx: Context, caller: Caller | null, { username, role = 'evaluator' }: { username: string; role?: Role | undefined }) => {
  const isAdmin = caller?.role === 'admin';
  if (role !== 'evaluator' && !isAdmin) throw new DomainError('forbidden', 'Only an admin can create a user with this role');
  if (!isAdmin) {
    if (!ctx.registrationOpen) throw new DomainError('forbidden', 'Registration is closed. Ask an admin for a user.');
    await ctx.limitRegistrations();
  }
  const apiKey = newApiKey();
  try {
    return await ctx.db.transaction(async (tx) => {
      const user = await tx.save(tx.create(User, { username, role }));
      await tx.insert(ApiKey, { userId: user.id, name: '最初のキー', keyHash: hashOf(apiKey), prefix: prefixOf(apiKey) });
      return { user, apiKey };
    });
  } catch (error) {
    if (uniqueViolation(error)) throw new DomainError('conflict', 'Username already exists', { cause: error });
    throw error;
  }
};
