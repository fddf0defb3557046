import { ApiKey, User } from '@llamune/db';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import { hashOf, newApiKey, prefixOf, type Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';

const mostKeysInUse = 100;

/** A further key, for oneself or, by an admin, for any user. */
export const createKey = (db: DataSource, caller: Caller, name: string, userId = caller.id) =>
  db.transaction(async (tx) => {
    if (userId !== caller.id && caller.role !== 'admin') throw notFound('User');
    const user = await tx.findOne(User, { where: { id: userId }, lock: { mode: 'pessimistic_write' } });
    if (!user) throw notFound('User');
    if ((await tx.countBy(ApiKey, { userId, revokedAt: IsNull() })) >= mostKeysInUse) throw new DomainError('conflict', `A user has at most ${mostKeysInUse} keys. Revoke one first.`);
    return addKey(tx, user, name);
  });

export const addKey = async (tx: EntityManager, user: User, name: string) => {
  const apiKey = newApiKey();
  const key = await tx.save(tx.create(ApiKey, { userId: user.id, name, keyHash: hashOf(apiKey), prefix: prefixOf(apiKey) }));
  return { key: Object.assign(key, { user }), apiKey };
};
