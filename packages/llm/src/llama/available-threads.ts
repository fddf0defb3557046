import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Quota and period of this process's control group, in the two spellings that Linux has had. */
const CGROUP_FILES: [quotaFile: string, periodFile: string | null][] = [
  ['/sys/fs/cgroup/cpu.max', null],
  ['/sys/fs/cgroup/cpu/cpu.cfs_quota_us', '/sys/fs/cgroup/cpu/cpu.cfs_period_us'],
];

/**
 * Threads for evaluation: the cores this process may really use, minus one. llama.cpp's threads spin while they wait for each
 * other, so one thread more than there are free cores makes it up to sixteen times slower, not a little.
 */
export function defaultThreads(read: (file: string) => string = (file) => readFileSync(file, 'utf8'), cores = availableParallelism()): number {
  return Math.max(1, Math.floor(Math.min(cores, cgroupCores(read))) - 1);
}

function cgroupCores(read: (file: string) => string): number {
  for (const [quotaFile, periodFile] of CGROUP_FILES) {
    try {
      const [quota, period = periodFile === null ? '' : read(periodFile).trim()] = read(quotaFile).trim().split(' ');
      const cores = Number(quota) / Number(period);
      // "max" and -1 mean: no quota.
      if (cores > 0) return cores;
    } catch {
      // Not Linux, or the other version of control groups.
    }
  }
  return Infinity;
}
