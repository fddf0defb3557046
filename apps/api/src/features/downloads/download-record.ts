import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ModelsFolder } from '../../models-folder.js';
import { parseAddress, type DownloadAddress, type HuggingFace } from './download-address.js';
import type { Part } from './fetch-part.js';

const Saved = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  address: z.string().max(2000),
  sha256: z.string().nullable(),
  startedAt: z.iso.datetime(),
  parts: z.array(z.object({ totalBytes: z.int().min(0).nullable(), version: z.string().nullable(), sha256: z.string().nullable() })),
});

/** What a restart of the server needs to go on. It lies beside the file that is not complete: `x.gguf.part`, `x.gguf.part.json`. */
export interface DownloadRecord {
  id: string;
  /** As it was given, whole: an address may be signed. */
  address: string;
  /** Given by the admin. */
  sha256: string | null;
  startedAt: Date;
  parts: Part[];
}

const ending = '.gguf.part.json';
export const partial = (file: string) => `${file}.part`;
const recordOf = (file: string) => `${file}.part.json`;

export const newParts = ({ parts }: DownloadAddress): Part[] => parts.map((part) => ({ ...part, receivedBytes: 0, totalBytes: null, version: null, sha256: null }));

export const saveRecord = async (folder: ModelsFolder, { id, address, sha256, startedAt, parts }: DownloadRecord) => {
  const saved: z.input<typeof Saved> = { id, address, sha256, startedAt: startedAt.toISOString(), parts: parts.map(({ totalBytes, version, sha256 }) => ({ totalBytes, version, sha256 })) };
  const path = await folder.place(recordOf(parts[0]!.file));
  // A server that dies meanwhile leaves the old one or the new one, never half of it.
  await writeFile(`${path}.new`, JSON.stringify(saved), { mode: 0o600 });
  await rename(`${path}.new`, path);
};

export const removeRecord = async (folder: ModelsFolder, { parts }: DownloadRecord) => rm(await folder.place(recordOf(parts[0]!.file)), { force: true });

/** What the server had not finished when it ended. A record that is damaged, or lies beside another file than its address names, is none. */
export const findRecords = async (folder: ModelsFolder, huggingFace: HuggingFace): Promise<DownloadRecord[]> => {
  const files = await folder.filesEnding(ending);
  const records = files.map(async (file) => {
    try {
      const { parts, startedAt, ...saved } = Saved.parse(JSON.parse(await readFile(await folder.place(file), 'utf8')));
      const address = parseAddress(saved.address, huggingFace);
      if (recordOf(address.parts[0]!.file) !== file || parts.length !== address.parts.length) return [];
      if (await isInPlace(folder, parts[0]?.totalBytes, address.parts[0]!.file)) return await rm(await folder.place(file)).then(() => []);
      const known = newParts(address).map((part, index) => ({ ...part, ...parts[index] }));
      return [{ ...saved, startedAt: new Date(startedAt), parts: await Promise.all(known.map((part) => withReceived(folder, part))) }];
    } catch {
      return [];
    }
  });
  return (await Promise.all(records)).flat();
};

const sizeOf = async (folder: ModelsFolder, file: string) => (await stat(await folder.place(file)).catch(() => null))?.size;

/** The server ended just before the record would have been removed: the first file gets its name last. */
const isInPlace = async (folder: ModelsFolder, totalBytes: number | null | undefined, file: string) =>
  totalBytes !== null && (await sizeOf(folder, file)) === totalBytes && (await sizeOf(folder, partial(file))) === undefined;

/** The disk knows best how much is there. */
const withReceived = async (folder: ModelsFolder, part: Part): Promise<Part> => {
  // The server ended while the parts of a split model got their names: they are taken back until all can have them.
  if (await isInPlace(folder, part.totalBytes, part.file)) await rename(await folder.place(part.file), await folder.place(partial(part.file)));
  return { ...part, receivedBytes: (await sizeOf(folder, partial(part.file))) ?? 0 };
};
