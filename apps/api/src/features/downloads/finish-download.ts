import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdtemp, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LlmError, type LlmEngine } from '@llamune/llm';
import type { ModelsFolder } from '../../models-folder.js';
import { partial, type DownloadRecord } from './download-record.js';
import { Unusable, type Part } from './fetch-part.js';
import { FetchFailure } from './remote-file.js';

/** Checksum, then header, then the names that make it a model of the folder. @throws {FetchFailure} */
export const finishDownload = async (folder: ModelsFolder, engine: LlmEngine, { parts, sha256 }: DownloadRecord, signal: AbortSignal) => {
  for (const part of parts) await requireChecksum(folder, part, sha256 ?? part.sha256, signal);
  await requireHeader(folder, engine, parts, sha256 !== null);
  signal.throwIfAborted();
  await giveNames(folder, parts);
};

const requireChecksum = async (folder: ModelsFolder, part: Part, expected: string | null, signal: AbortSignal) => {
  if (expected === null) return;
  const hash = createHash('sha256');
  // 256 KiB take about 0.2 ms of this thread: nothing else waits noticeably.
  for await (const piece of createReadStream(await folder.place(partial(part.file)), { highWaterMark: 256 * 1024, signal })) hash.update(piece as Buffer);
  const received = hash.digest('hex');
  if (received !== expected.toLowerCase()) throw new Unusable(`The checksum of ${part.file} is wrong: SHA-256 ${received} was received, ${expected.toLowerCase()} was expected. What was received is deleted; resume receives it again.`, [part]);
};

/** Under the names they will have, for the parts of a split model are found by their names. */
const requireHeader = async (folder: ModelsFolder, engine: LlmEngine, parts: Part[], checked: boolean) => {
  const dir = await mkdtemp(path.join(tmpdir(), 'llamune-check-'));
  try {
    const files = await Promise.all(parts.map(async ({ file }) => ({ target: await folder.place(partial(file)), name: path.join(dir, path.basename(file)) })));
    // Windows makes no links for everybody.
    const linked = await Promise.all(files.map(({ target, name }) => symlink(target, name))).then(() => true, () => false);
    await engine.inspect({ file: linked ? files[0]!.name : files[0]!.target });
  } catch (error) {
    if (!(error instanceof LlmError)) throw error;
    // With its checksum right it would be the same again.
    if (error.code === 'model_corrupt' && !checked && parts.every(({ sha256 }) => sha256 === null)) throw new Unusable(error.message, parts);
    throw new FetchFailure(error.message, false, 0, error);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

/** All or none. The first one last: a split model is there when its first file is. */
const giveNames = async (folder: ModelsFolder, parts: Part[]) => {
  const given: { from: string; to: string }[] = [];
  try {
    for (const { file } of parts.toReversed()) {
      const [from, to] = await Promise.all([folder.place(partial(file)), folder.place(file)]);
      await giveName(from, to, file);
      given.push({ from, to });
    }
  } catch (error) {
    for (const { from, to } of given) await rename(to, from);
    throw error;
  }
};

/** Never over a file that somebody put there meanwhile. */
const giveName = async (from: string, to: string, file: string) => {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await stat(to).catch(() => null))) throw new FetchFailure(`There is a file "${file}" in the models folder by now. It is left as it is: move it away, then resume.`, false);
    // A file system without links.
    return rename(from, to);
  }
  await rm(from);
};
