import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@llamune/contracts';
import { ApiKey } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { DomainError } from './errors.js';

export interface Caller {
  id: number;
  username: string;
  role: Role;
  keyId: number;
}

/** 256 random bits behind a prefix that tells what it is. */
export const newApiKey = () => `llamune_${randomBytes(32).toString('base64url')}`;
export const hashOf = (apiKey: string) => createHash('sha256').update(apiKey).digest('hex');
/** Enough to tell keys apart, far too little to guess one. */
export const prefixOf = (apiKey: string) => apiKey.slice(0, apiKey.startsWith('llamune_') ? 14 : 4);

/** @throws {DomainError} unauthenticated, for a key that is missing, unknown, revoked or of a disabled user. */
export const authenticate = async (db: DataSource, apiKey: string | undefined): Promise<Caller> => {
  if (!apiKey) throw new DomainError('unauthenticated', 'Not authenticated');
  const key = await validKeys(db).andWhere('key.keyHash = :hash', { hash: hashOf(apiKey) }).getOne();
  if (!key) throw new DomainError('unauthenticated', 'Invalid API Key');
  if (!key.lastUsedAt || Date.now() - key.lastUsedAt.getTime() > 60_000) await db.getRepository(ApiKey).update(key.id, { lastUsedAt: new Date() });
  return { id: key.user.id, username: key.user.username, role: key.user.role, keyId: key.id };
};

/** For what goes on for long. @throws {DomainError} unauthenticated, when the key was revoked, or the user disabled or given another role, meanwhile. */
export const requireStill = async (db: DataSource, { keyId, role }: Caller): Promise<void> => {
  const isStill = await validKeys(db).andWhere('key.id = :keyId AND user.role = :role', { keyId, role }).getExists();
  if (!isStill) throw new DomainError('unauthenticated', 'Invalid API Key');
};

const validKeys = (db: DataSource) => db.getRepository(ApiKey).createQueryBuilder('key').innerJoinAndSelect('key.user', 'user').where('key.revokedAt IS NULL AND user.disabledAt IS NULL');
