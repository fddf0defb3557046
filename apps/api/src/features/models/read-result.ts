import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { SnapshotManifest, TrainingResult } from '@llamune/contracts';
import { Model, Snapshot } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { isOwnSignature } from '../../archive-signature.js';
import { DomainError } from '../../errors.js';
import { damaged, type TarEntry } from './tar-entries.js';

/** What an archive says it is, once it is known to be of this llamune_poc. */
export interface ResultHead {
  result: TrainingResult;
  snapshot: Snapshot;
  parent: Model;
}

const mostBytes = { 'manifest.json': 64 * 1024 ** 2, 'manifest.sig': 1024, 'result.json': 1024 ** 2 } as const;
type HeadName = keyof typeof mostBytes;
const headNames = Object.keys(mostBytes) as HeadName[];

/**
 * Reads the head of an archive, so that its other entries come next.
 * @throws {DomainError} invalid: damaged, or its manifest is not one that was signed here.
 */
export const readHead = async (db: DataSource, entries: AsyncIterator<TarEntry, void, undefined>, signal: AbortSignal): Promise<ResultHead> => {
  const texts = new Map<HeadName, Buffer>();
  while (texts.size < headNames.length) {
    const { value: entry, done } = await entries.next();
    if (done) throw damaged(`${headNames.filter((name) => !texts.has(name)).join(', ')} is missing`);
    // What macOS puts beside each file.
    if (entry.name.startsWith('._')) continue;
    const name = headNames.find((known) => known === entry.name);
    if (!name) throw new DomainError('invalid', `file: ${headNames.join(', ')} must come first in the archive, but "${entry.name.slice(0, 100)}" does.`);
    if (entry.bytes > mostBytes[name]) throw damaged(`${name} is too large`);
    texts.set(name, await buffer(entry.content(signal)));
  }
  const manifestBytes = texts.get('manifest.json')!;
  if (!(await isOwnSignature(db, manifestBytes, texts.get('manifest.sig')!.toString())))
    throw new DomainError('invalid', 'file: Its manifest.json is unknown here: it was changed, or another llamune_poc has signed it. It must come back byte for byte as it went out.');
  const manifest = parse('manifest.json', SnapshotManifest, manifestBytes);
  const result = parse('result.json', TrainingResult, texts.get('result.json')!);
  if (result.manifest_sha256 !== createHash('sha256').update(manifestBytes).digest('hex')) throw damaged('result.json belongs to another manifest.json (manifest_sha256)');
  return { result, ...(await knownHere(db, manifest)) };
};

const knownHere = async (db: DataSource, { snapshot_id, content_sha256, parent }: SnapshotManifest): Promise<Omit<ResultHead, 'result'>> => {
  const [snapshot, model] = await Promise.all([db.getRepository(Snapshot).findOneBy({ id: snapshot_id, contentSha256: content_sha256 }), parent ? db.getRepository(Model).findOneBy({ id: parent.model_id }) : null]);
  // The database may be an older copy than the one that signed.
  if (!snapshot) throw new DomainError('invalid', `file: The snapshot ${snapshot_id} with the hash ${content_sha256} is unknown here.`);
  if (!model) throw new DomainError('invalid', `file: The model that the training began with (${parent?.model_id ?? 'none named'}) is unknown here.`);
  return { snapshot, parent: model };
};

const parse = <T>(name: string, schema: z.ZodType<T>, bytes: Buffer): T => {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch (error) {
    throw new DomainError('invalid', `file: ${name} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new DomainError('invalid', `file: ${name}, ${issue.path.join('.') || 'as a whole'}: ${issue.message}`);
};
