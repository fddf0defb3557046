import { lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileSource } from '@llamune/llm';
import { DomainError } from './errors.js';
import { partsOf, splitPart } from './split-gguf.js';

const mostFiles = 1000;

/** The one folder that models come from. No other path, and no link out of it, is ever opened. */
export class ModelsFolder {
  constructor(readonly dir: string) {}

  async create() {
    await mkdir(this.dir, { recursive: true });
  }

  /**
   * Absolute path of a file in the folder, or null when it is not there. Of a split model, named by its first part, all parts must be there.
   * @throws {DomainError} invalid, when the name (or a link) leads out of the folder.
   */
  async find(file: string): Promise<string | null> {
    const parts = await Promise.all(partsOf(file).map((part) => this.findPart(part)));
    return parts.includes(null) ? null : parts[0]!;
  }

  private async findPart(file: string): Promise<string | null> {
    const wanted = path.resolve(this.dir, file);
    if (!isInside(this.dir, wanted)) throw outside(file);
    const [real, root] = await Promise.all([realpath(wanted).catch(() => null), realpath(this.dir).catch(() => null)]);
    if (!real || !root) return null;
    if (!isInside(root, real)) throw outside(file);
    const found = await stat(real).catch(() => null);
    return found?.isFile() ? real : null;
  }

  /** Whether the name is taken, by whatever. */
  async has(file: string): Promise<boolean> {
    return (await lstat(path.resolve(this.dir, file)).catch(() => null)) !== null;
  }

  /** Absolute paths of a model's files; `missing` names the one that is not there, null: the model has none. */
  async sourceOf({ file, adapter }: { file: string | null; adapter: string | null }): Promise<FileSource | { missing: string | null }> {
    if (!file) return { missing: null };
    const found = await this.find(file);
    if (!found) return { missing: file };
    if (!adapter) return { file: found };
    const foundAdapter = await this.find(adapter);
    return foundAdapter ? { file: found, adapter: foundAdapter } : { missing: adapter };
  }

  /**
   * Where a file of this name is to be written, its folder made.
   * @throws {DomainError} invalid, when the name (or a link on its way) leads out of the folder.
   */
  async place(file: string): Promise<string> {
    const wanted = path.resolve(this.dir, file);
    if (!isInside(this.dir, wanted)) throw outside(file);
    let existing = path.dirname(wanted);
    while (isInside(this.dir, existing) && !(await lstat(existing).catch(() => null))) existing = path.dirname(existing);
    const [real, root] = await Promise.all([realpath(existing), realpath(this.dir)]);
    if (real !== root && !isInside(root, real)) throw outside(file);
    await mkdir(path.dirname(wanted), { recursive: true });
    return wanted;
  }

  /** GGUF files in the folder and its folders, by name. A split model is one entry: its first part's name, the size of all parts. */
  async list(): Promise<{ file: string; bytes: number }[]> {
    const names = (await this.filesEnding('.gguf')).toSorted().slice(0, mostFiles);
    const models = new Map<string, { file: string; bytes: number }>();
    for (const { file, bytes } of await this.stats(names)) {
      const name = splitPart(file)?.set ?? file;
      const known = models.get(name);
      if (known) known.bytes += bytes;
      else models.set(name, { file, bytes });
    }
    return [...models.values()];
  }

  /** Sizes and dates of files of the folder. Those that are gone meanwhile are left out. */
  async stats(names: string[]): Promise<{ file: string; bytes: number; modifiedAt: Date }[]> {
    const found = await Promise.all(names.map(async (file) => ({ file, stats: await stat(path.join(this.dir, file)).catch(() => null) })));
    return found.flatMap(({ file, stats }) => (stats ? [{ file, bytes: stats.size, modifiedAt: stats.mtime }] : []));
  }

  /** Names relative to the folder. No link is followed. */
  async filesEnding(ending: string): Promise<string[]> {
    const entries = await readdir(this.dir, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith(ending)).map((entry) => path.relative(this.dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  }
}

const isInside = (dir: string, file: string) => {
  const relative = path.relative(dir, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};
const outside = (file: string) => new DomainError('invalid', `The file "${file.slice(0, 200)}" is not inside the models folder. Move it there and name it relative to that folder.`);
