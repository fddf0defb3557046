import { Session } from '@llamune/db';
import { IsNull, type DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';

/** No further question from now on; its logs can still be judged. Of several who end it at once exactly one succeeds. */
export const endSession = async (db: DataSource, caller: Caller, id: number): Promise<Date> => {
  const sessions = db.getRepository(Session);
  const session = await sessions.findOneBy({ id });
  if (!session || (session.userId !== caller.id && caller.role !== 'admin')) throw notFound('Session');
  const endedAt = new Date();
  const { affected } = await sessions.update({ id, endedAt: IsNull() }, { endedAt });
  if (affected !== 1) throw new DomainError('conflict', 'Session already ended');
  return endedAt;
};
