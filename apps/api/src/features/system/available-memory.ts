import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Bytes that programs can still have without anything being swapped out; of a container its limit counts. On macOS Node tells only
 * the pages that hold nothing at all, which are few on a healthy machine: what the system would give back is asked of `vm_stat`.
 */
export const availableMemory = async (): Promise<number> => {
  if (process.platform !== 'darwin') return process.availableMemory();
  const { stdout } = await promisify(execFile)('/usr/bin/vm_stat', { timeout: 2000 }).catch(() => ({ stdout: '' }));
  return availableOf(stdout) ?? process.availableMemory();
};

/** What `vm_stat` says; null: it says something else. */
export const availableOf = (vmStat: string): number | null => {
  const pageBytes = Number(/page size of (\d+) bytes/.exec(vmStat)?.[1]);
  const pages = ['free', 'speculative', 'inactive'].reduce((sum, name) => sum + Number(new RegExp(`^Pages ${name}:\\s+(\\d+)\\.`, 'm').exec(vmStat)?.[1]), 0);
  return Number.isFinite(pageBytes * pages) ? pageBytes * pages : null;
};
