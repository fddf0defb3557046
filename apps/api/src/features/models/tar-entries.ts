import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Header, Pax } from 'tar';
import { DomainError } from '../../errors.js';

export interface TarEntry {
  /** Without a leading `./`. */
  name: string;
  bytes: number;
  content: (signal: AbortSignal) => AsyncIterable<Buffer>;
}

const blockBytes = 512;
const mostEntries = 1000;
const mostPaxBytes = 64 * 1024;

/**
 * The files in a tar, as macOS, GNU and others write it. Nothing is unpacked: who wants a file's content reads it.
 * @throws {DomainError} invalid: no tar, damaged, or cut off.
 */
export async function* tarEntries(file: string): AsyncGenerator<TarEntry, void, undefined> {
  await using tar = await open(file);
  const { size: total } = await tar.stat();
  let at = 0;
  let pax: Pax | undefined;
  for (let count = 0; count < mostEntries; count++) {
    const header = await headerAt(tar, at, pax);
    if (header.nullBlock) return;
    const size = header.size ?? 0;
    const start = at + blockBytes;
    if (!header.cksumValid || start + size > total) throw damaged();
    if (header.type === 'ExtendedHeader') {
      if (size > mostPaxBytes) throw damaged();
      pax = Pax.parse((await readAt(tar, start, size)).toString());
    } else {
      pax = undefined;
      if (header.type === 'File' || header.type === 'OldFile')
        yield { name: (header.path ?? '').replace(/^\.\//, ''), bytes: size, content: (signal) => (size === 0 ? noBytes() : (createReadStream(file, { start, end: start + size - 1, highWaterMark: 256 * 1024, signal }) as AsyncIterable<Buffer>)) };
    }
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  throw damaged();
}

async function* noBytes(): AsyncGenerator<Buffer> {}

const headerAt = async (tar: FileHandle, at: number, pax: Pax | undefined): Promise<Header> => new Header(await readAt(tar, at, blockBytes), 0, pax);

const readAt = async (tar: FileHandle, position: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await tar.read({ buffer: Buffer.alloc(length), position, length });
  if (bytesRead < length) throw damaged();
  return buffer;
};

export const damaged = (what = 'it is no tar archive, or ends too early') => new DomainError('invalid', `file: The archive is damaged: ${what}. Nothing was taken over. Copy it again, or make it again.`);
