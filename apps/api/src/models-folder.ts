import { mkdir, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelSource } from '@llamune/llm';
import { DomainError } from './errors.js';

const mostFiles = 1000;

/** The one folder that models come from. No other path, and no link out of it, is ever opened. */
export class ModelsFolder {
  constructor(readonly dir: string) {}

  async create() {
    await mkdir(this.dir, { recursive: true });
  }

  /**
   * Absolute path of a file in the folder, or null when it is not there.
   * @throws {DomainError} invalid, when the name leads out of the folder.
   */
  async find(file: string): Promise<string | null> {
    const wanted = path.resolve(this.dir, file);
    if (!isInside(this.dir, wanted)) throw outside(file);
    const [real, root] = await Promise.all([realpath(wanted).catch(() => null), realpath(this.dir).catch(() => null)]);
    if (!real || !root) return null;
    if (!isInside(root, real)) throw outside(file);
    const found = await stat(real).catch(() => null);
    return found?.isFile() ? real : null;
  }

  /** Absolute paths of a model's files; `missing` names the one that is not there, null: the model has none. */
  async sourceOf({ file, adapter }: { file: string | null; adapter: string | null }): Promise<ModelSource | { missing: string | null }> {
    if (!file) return { missing: null };
    const found = await this.find(file);
    if (!found) return { missing: file };
    if (!adapter) return { file: found };
    const foundAdapter = await this.find(adapter);
    return foundAdapter ? { file: found, adapter: foundAdapter } : { missing: adapter };
  }

  /** GGUF files in the folder and its folders, by name. */
  async list(): Promise<{ file: string; bytes: number }[]> {
    const entries = await readdir(this.dir, { recursive: true, withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile() && /\.gguf$/i.test(entry.name)).slice(0, mostFiles);
    const files = names.map(async (entry) => {
      const full = path.join(entry.parentPath, entry.name);
      const found = await stat(full).catch(() => null);
      return found ? [{ file: path.relative(this.dir, full).split(path.sep).join('/'), bytes: found.size }] : [];
    });
    return (await Promise.all(files)).flat().toSorted((a, b) => (a.file < b.file ? -1 : 1));
  }
}

const isInside = (dir: string, file: string) => {
  const relative = path.relative(dir, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};
const outside = (file: string) => new DomainError('invalid', `The file "${file.slice(0, 200)}" is not inside the models folder. Move it there and name it relative to that folder.`);
