import { availableParallelism, loadavg, totalmem } from 'node:os';
import { availableMemory } from './available-memory.js';

export interface MachineStatus {
  memory: { totalBytes: number; availableBytes: number; serverBytes: number };
  /** Null where the system has none. */
  loadAverage: number | null;
  cpus: number;
}

/** Of a container its limits count, not those of the machine. */
export const machineStatus = async (): Promise<MachineStatus> => {
  const totalBytes = limited(totalmem(), process.constrainedMemory());
  return {
    memory: { totalBytes, availableBytes: Math.min(totalBytes, await availableMemory()), serverBytes: process.memoryUsage.rss() },
    loadAverage: process.platform === 'win32' ? null : loadavg()[0]!,
    cpus: availableParallelism(),
  };
};

/** 0, and a number beyond every memory, mean: no limit. */
const limited = (total: number, limit: number) => (limit > 0 ? Math.min(total, limit) : total);
