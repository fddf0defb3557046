import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { SigningKey } from '@llamune/db';
import type { DataSource } from 'typeorm';

const onlyId = 1;

/** The key that archives are signed with (Ed25519, RFC 8032). Made when it is first needed; all servers of a database have the same. */
const privateKey = async (db: DataSource): Promise<KeyObject> => {
  const keys = db.getRepository(SigningKey);
  const known = await keys.findOneBy({ id: onlyId });
  if (known) return createPrivateKey(known.privateKey);
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  // Of two servers that make one at once, the first one's is everybody's.
  await keys.createQueryBuilder().insert().values({ id: onlyId, privateKey: made }).orIgnore().execute();
  return createPrivateKey((await keys.findOneByOrFail({ id: onlyId })).privateKey);
};

export const publicKeyOf = async (db: DataSource): Promise<{ pem: string; fingerprint: string }> => {
  const key = createPublicKey(await privateKey(db));
  const digest = createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex');
  return { pem: key.export({ type: 'spki', format: 'pem' }) as string, fingerprint: digest.slice(0, 32).match(/.{4}/g)!.join(' ') };
};

/** Base64. The same bytes always have the same signature. */
export const signatureOf = async (db: DataSource, bytes: Buffer): Promise<string> => sign(null, bytes, await privateKey(db)).toString('base64');

export const isOwnSignature = async (db: DataSource, bytes: Buffer, signature: string): Promise<boolean> => verify(null, bytes, createPublicKey(await privateKey(db)), Buffer.from(signature, 'base64'));
