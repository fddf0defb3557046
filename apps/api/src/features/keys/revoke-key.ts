import { ApiKey } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError } from '../../errors.js';
import { addKey } from './create-key.js';
import { findKey } from './find-keys.js';

/** From then on the key opens nothing. Revoking twice changes nothing. */
export const revokeKey = (db: DataSource, caller: Caller, id: number): Promise<ApiKey> =>
  db.transaction(async (tx) => {
    const key = await findKey(tx, caller, id);
    key.revokedAt ??= new Date();
    await tx.update(ApiKey, id, { revokedAt: key.revokedAt });
    return key;
  });

/** A new key of the same name; the old one is revoked in the same moment. */
export const replaceKey = (db: DataSource, caller: Caller, id: number) =>
  db.transaction(async (tx) => {
    const key = await findKey(tx, caller, id);
    if (key.revokedAt) throw new DomainError('conflict', 'This key is revoked already');
    await tx.update(ApiKey, id, { revokedAt: new Date() });
    return addKey(tx, key.user, key.name);
  });
