import type { SystemStatus } from '@llamune/contracts';

export type Disk = SystemStatus['disks']['data'];

const GiB = 1024 ** 3;
const LEAST_FREE_BYTES = 5 * GiB;
const LEAST_FREE_SHARE = 0.1;

/** Whether a disk will soon be full: a model is gigabytes, and PostgreSQL stops where it cannot write. */
export const isNearlyFull = ({ free_bytes, total_bytes }: Pick<Disk, 'free_bytes' | 'total_bytes'>) => free_bytes < LEAST_FREE_BYTES || free_bytes < total_bytes * LEAST_FREE_SHARE;

/** Other programs write between the two looks. */
const DRIFT_BYTES = 64 * 1024 ** 2;
/** Two folders of one file system are full at the same time: they are told of once. */
export const areOneDisk = ({ data, models }: SystemStatus['disks']) => data.total_bytes === models.total_bytes && Math.abs(data.free_bytes - models.free_bytes) < DRIFT_BYTES;
