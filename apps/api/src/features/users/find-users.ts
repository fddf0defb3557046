import { ApiKey, User } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';

export type UserWithUse = User & { lastUsedAt: Date | null };

/** Newest first. */
export const findUsers = async (db: DataSource, { limit, before }: { limit: number; before?: number | undefined }): Promise<UserWithUse[]> => {
  const query = db.getRepository(User).createQueryBuilder('user').orderBy('user.id', 'DESC').limit(limit);
  if (before !== undefined) query.where('user.id < :before', { before });
  return withUse(db, await query.getMany());
};

export const findUser = async (db: DataSource, id: number): Promise<UserWithUse> => {
  const user = await db.getRepository(User).findOneBy({ id });
  const [found] = user ? await withUse(db, [user]) : [];
  if (!found) throw notFound('User');
  return found;
};

const withUse = async (db: DataSource, users: User[]): Promise<UserWithUse[]> => {
  if (users.length === 0) return [];
  const rows: { userId: number; lastUsedAt: Date | null }[] = await db
    .getRepository(ApiKey)
    .createQueryBuilder('key')
    .select('key.userId', 'userId')
    .addSelect('max(key.lastUsedAt)', 'lastUsedAt')
    .where('key.userId IN (:...ids)', { ids: users.map(({ id }) => id) })
    .groupBy('key.userId')
    .getRawMany();
  const useOf = new Map(rows.map((row) => [row.userId, row.lastUsedAt]));
  return users.map((user) => Object.assign(user, { lastUsedAt: useOf.get(user.id) ?? null }));
};
