import type { Role } from '@llamune/contracts';
import { User } from '@llamune/db';
import { IsNull, Not, type DataSource, type EntityManager } from 'typeorm';
import { DomainError, notFound } from '../../errors.js';
import { findUser } from './find-users.js';

/** Changes what is named. There is always at least one admin whose keys work. */
export const updateUser = async (db: DataSource, id: number, change: { role?: Role | undefined; disabled?: boolean | undefined }) => {
  await db.transaction(async (tx) => {
    // Every admin is locked, always in the same order: two admins who demote each other at once must not both succeed.
    await tx.find(User, { where: { role: 'admin' }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    const user = await tx.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!user) throw notFound('User');
    const role = change.role ?? user.role;
    const disabledAt = change.disabled === undefined ? user.disabledAt : change.disabled ? (user.disabledAt ?? new Date()) : null;
    if (user.role === 'admin' && (role !== 'admin' || disabledAt)) await refuseTheLast(tx, id);
    await tx.update(User, id, { role, disabledAt });
  });
  return findUser(db, id);
};

const refuseTheLast = async (tx: EntityManager, id: number) => {
  const others = await tx.countBy(User, { role: 'admin', disabledAt: IsNull(), id: Not(id) });
  if (others === 0) throw new DomainError('conflict', 'This is the only admin left. Make another user an admin first.');
};
