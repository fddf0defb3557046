import { ApiKey } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';

const mostKeys = 1000;

/** Newest first: one's own, or, for an admin, those of any user. */
export const findKeys = async (db: DataSource, caller: Caller, userId = caller.id): Promise<ApiKey[]> => {
  if (userId !== caller.id && caller.role !== 'admin') throw notFound('User');
  return db.getRepository(ApiKey).find({ where: { userId }, relations: { user: true }, order: { id: 'DESC' }, take: mostKeys });
};

/** The key, if the caller may see it. */
export const findKey = async (tx: EntityManager, caller: Caller, id: number): Promise<ApiKey> => {
  const key = await tx.findOne(ApiKey, { where: { id }, relations: { user: true }, lock: { mode: 'pessimistic_write', tables: ['api_keys'] } });
  if (!key || (key.userId !== caller.id && caller.role !== 'admin')) throw notFound('Key');
  return key;
};
