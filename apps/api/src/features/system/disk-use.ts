import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { folderSize } from './folder-size.js';

export interface DiskUse {
  path: string;
  /** By the folder itself; null: it holds too much to be counted quickly. */
  usedBytes: number | null;
  freeBytes: number;
  totalBytes: number;
}

const freshMs = 60_000;
const bounds = { mostEntries: 200_000, deadlineMs: 3000 };

/** What the two folders of this server take, and what is left of their disks. Folders are counted at most once a minute, whoever asks. */
export class DiskUses {
  private readonly counted = new Map<string, { at: number; bytes: Promise<number | null> }>();

  constructor(
    private readonly dataDir: string,
    private readonly modelsDir: string,
  ) {}

  async read(): Promise<{ data: DiskUse; models: DiskUse }> {
    const [data, models] = await Promise.all([this.useOf(this.dataDir, [this.modelsDir]), this.useOf(this.modelsDir, [])]);
    return { data, models };
  }

  private async useOf(dir: string, except: string[]): Promise<DiskUse> {
    const [{ bavail, blocks, bsize }, usedBytes] = await Promise.all([spaceAround(dir), this.bytesOf(dir, except)]);
    return { path: dir, usedBytes, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  private bytesOf(dir: string, except: string[]): Promise<number | null> {
    const known = this.counted.get(dir);
    if (known && performance.now() - known.at < freshMs) return known.bytes;
    const bytes = folderSize(dir, { except, ...bounds });
    this.counted.set(dir, { at: performance.now(), bytes });
    return bytes;
  }
}

/** A folder that somebody has moved away meanwhile would be made on the disk of the one above it. */
const spaceAround = async (dir: string): Promise<StatsFs> => {
  for (let folder = dir; ; folder = path.dirname(folder)) {
    const space = await statfs(folder).catch(() => null);
    if (space) return space;
    if (folder === path.dirname(folder)) throw new Error(`No disk can be found for ${dir}`);
  }
};
