import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { HuggingFace } from './download-address.js';
import { IdleWatch } from './idle-watch.js';
import { FetchFailure, openRemoteFile, RangeRefused, type RemoteFile } from './remote-file.js';

/** One file of a download, as far as it is known and received. */
export interface Part {
  file: string;
  url: URL;
  receivedBytes: number;
  totalBytes: number | null;
  version: string | null;
  /** As the source tells it. */
  sha256: string | null;
}
/** What was received is not what was wanted: of `parts` nothing is worth keeping. */
export class Unusable extends FetchFailure {
  constructor(
    message: string,
    readonly parts: Part[],
  ) {
    super(message, false);
  }
}

export interface FetchOptions {
  huggingFace: HuggingFace;
  /** Pause or cancel. */
  signal: AbortSignal;
  /** Nothing for so long is a broken connection. */
  idleMs: number;
  /** Before the second try; doubled for each further one. */
  retryMs: number;
  /** Bytes were received. */
  progress: () => void;
  /** Size, version or checksum have become known, or are others now. May refuse them. */
  learned: () => Promise<void>;
}

// No link is followed: it could lead out of the models folder. (Windows has no such flag.)
const openFlags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const mostTriesWithoutProgress = 6;
const longestPauseMs = 30_000;
const mostChanges = 3;

/**
 * Receives what is missing of `part` into the file `to`, over as many connections as it takes.
 * @throws {FetchFailure} what cannot be had, or not after six tries without a single byte. What was received stays in the file.
 */
export const fetchPart = async (part: Part, to: string, options: FetchOptions): Promise<void> => {
  await using file = await open(to, openFlags, 0o644);
  let [tries, changes] = [0, 0];
  while (part.totalBytes === null || part.receivedBytes !== part.totalBytes) {
    const before = part.receivedBytes;
    try {
      if (await receive(part, file, options)) break;
      if (++changes > mostChanges) throw new FetchFailure('The file at this address is another one each time it is asked for.', false);
    } catch (error) {
      if (options.signal.aborted || !(error instanceof FetchFailure) || !error.passing) throw error;
      tries = part.receivedBytes > before ? 0 : tries + 1;
      if (tries >= mostTriesWithoutProgress) throw error;
      await delay(Math.max(error.retryAfterMs, Math.min(options.retryMs * 2 ** tries, longestPauseMs)), undefined, { signal: options.signal });
    }
  }
  // The name that says "complete" must not reach the disk before the bytes do.
  await file.datasync();
};

/** One connection. False: the file has changed since its first bytes were received, and is begun again. */
const receive = async (part: Part, file: FileHandle, { huggingFace, signal, idleMs, progress, learned }: FetchOptions): Promise<boolean> => {
  using watch = new IdleWatch(idleMs, signal);
  try {
    const remote = await openRemoteFile(part.url, { huggingFace, signal: watch.signal, alive: () => watch.alive(), from: part.receivedBytes, version: part.version });
    const changed = isOther(part, remote);
    // Also of a server that knows no ranges: its reply is the whole file.
    if (changed || remote.from < part.receivedBytes) await restart(part, file);
    if (changed || part.totalBytes === null) {
      Object.assign(part, { totalBytes: remote.totalBytes, version: remote.version, sha256: remote.sha256 });
      await learned();
    }
    if (remote.from > part.receivedBytes) return false;
    await save(part, remote, file, () => {
      watch.alive();
      progress();
    });
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    if (watch.expired) throw new FetchFailure(`${part.url.host} has sent nothing for ${Math.round(idleMs / 1000)} seconds.`, true);
    if (!(error instanceof RangeRefused)) throw error;
    await restart(part, file);
    return false;
  }
};

const isOther = (part: Part, { version, totalBytes }: RemoteFile) =>
  (part.version !== null && version !== null && part.version !== version) || (part.totalBytes !== null && totalBytes !== null && part.totalBytes !== totalBytes);

const restart = async (part: Part, file: FileHandle) => {
  await file.truncate(0);
  part.receivedBytes = 0;
};

const save = async (part: Part, { body, url }: RemoteFile, file: FileHandle, came: () => void) => {
  const { host } = url;
  let isGguf = part.receivedBytes >= magic.length;
  const look = async () => (isGguf = await requireGguf(part, file, host));
  for await (const piece of chunksOf(body, host)) {
    if (part.totalBytes !== null && part.receivedBytes + piece.length > part.totalBytes) throw new FetchFailure(`${host} sends more than the ${part.totalBytes} bytes it told.`, false);
    await write(file, piece, part.receivedBytes);
    part.receivedBytes += piece.length;
    came();
    if (!isGguf && part.receivedBytes >= magic.length) await look();
  }
  if (part.totalBytes !== null && part.receivedBytes < part.totalBytes) throw new FetchFailure(`${host} broke off after ${part.receivedBytes} of ${part.totalBytes} bytes.`, true);
  part.totalBytes = part.receivedBytes;
  if (!isGguf) await look();
};

async function* chunksOf(body: AsyncIterable<Uint8Array>, host: string) {
  try {
    yield* body;
  } catch (error) {
    throw new FetchFailure(`The connection to ${host} broke off.`, true, 0, error);
  }
}

const write = async (file: FileHandle, piece: Uint8Array, at: number) => {
  for (let written = 0; written < piece.length; ) written += (await file.write(piece, written, piece.length - written, at + written)).bytesWritten;
};

const magic = Buffer.from('GGUF');
/** A page that says "please sign in" also comes with status 200: seen after four bytes instead of nine gigabytes. */
const requireGguf = async (part: Part, file: FileHandle, host: string): Promise<true> => {
  const { buffer } = await file.read({ buffer: Buffer.alloc(magic.length), position: 0 });
  if (!buffer.equals(magic)) throw new Unusable(`What ${host} gives is not a GGUF file.`, [part]);
  return true;
};
