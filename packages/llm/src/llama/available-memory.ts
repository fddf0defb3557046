import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';

/** Limit of this process's control group, in the two spellings that Linux has had. */
const CGROUP_FILES = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'];
/** The rest is for the database, this server, the file cache and the system. Apple's GPU may use about as much of the common memory. */
const SHARE = 0.75;

/** Bytes that models may take altogether: of a container its limit counts, not the memory of the machine. */
export function defaultMemoryBudget(read: (file: string) => string = (file) => readFileSync(file, 'utf8'), total = totalmem()): number {
  return Math.floor(Math.min(total, cgroupLimit(read)) * SHARE);
}

function cgroupLimit(read: (file: string) => string): number {
  for (const file of CGROUP_FILES) {
    try {
      const limit = Number(read(file).trim());
      // "max" means: no limit.
      if (limit > 0) return limit;
    } catch {
      // Not Linux, or the other version of control groups.
    }
  }
  return Infinity;
}
