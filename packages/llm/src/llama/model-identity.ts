import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LlmError, type FileSource } from '../engine.js';
import { partsOf } from './split-file.js';

/** A model as it is on the disk now. A file that was replaced is another model: it has another key. */
export interface ModelIdentity {
  source: FileSource;
  /** Of the base model and its adapter. */
  key: string;
  /** Of the base model alone. */
  fileKey: string;
  fileBytes: number;
  /** Tokens of one slot. */
  contextSize: number;
  /** What it takes: the weights once for all models of the same file, the context (and the adapter) for each. */
  weightsBytes: number;
  contextBytes: number;
}

/** What is on the disk, without looking into it. @throws {LlmError} model_not_found */
export async function identifyFiles(source: FileSource): Promise<Pick<ModelIdentity, 'source' | 'key' | 'fileKey' | 'fileBytes'> & { adapterBytes: number }> {
  const base = await identifyFile(source.file, 'model');
  const adapter = source.adapter === undefined ? null : await identifyFile(source.adapter, 'adapter');
  return { source, key: adapter === null ? base.key : `${base.key}+${adapter.key}`, fileKey: base.key, fileBytes: base.bytes, adapterBytes: adapter?.bytes ?? 0 };
}

async function identifyFile(file: string, what: 'model' | 'adapter'): Promise<{ key: string; bytes: number }> {
  try {
    const parts = await Promise.all(
      partsOf(file).map(async (part) => {
        await access(part, constants.R_OK);
        return stat(part);
      }),
    );
    const bytes = parts.reduce((sum, { size }) => sum + size, 0);
    return { key: [file, ...parts.flatMap(({ size, mtimeMs, ino }) => [size, mtimeMs, ino])].join('|'), bytes };
  } catch (cause) {
    const denied = (cause as NodeJS.ErrnoException).code === 'EACCES';
    const problem = denied ? 'may not be read by this program; change its permissions' : 'is not there; put it back, or register the model again where it is now';
    throw new LlmError('model_not_found', `The ${what} file "${basename(file)}" ${problem}.`, { cause });
  }
}

export function isSameSource(a: FileSource, b: FileSource): boolean {
  return a.file === b.file && a.adapter === b.adapter;
}

/** SHA-256 of model files, each computed once while it stays as it is. */
export class FileHashes {
  readonly #hashes = new Map<string, Promise<string>>();

  /** Empty when the file cannot be read (any more): an answer is not lost for that. */
  of(identity: ModelIdentity): Promise<string> {
    const known = this.#hashes.get(identity.fileKey);
    if (known !== undefined) return known;
    const hash = sha256(identity.source.file).catch(() => {
      this.#hashes.delete(identity.fileKey);
      return '';
    });
    this.#hashes.set(identity.fileKey, hash);
    return hash;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  // 256 KiB take about 0.2 ms of this thread: nothing else waits noticeably.
  for (const part of partsOf(file)) for await (const piece of createReadStream(part, { highWaterMark: 256 * 1024 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
