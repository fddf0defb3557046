import { shippedVersions, type ShippedVersions } from '@llamune/llm';
import type { DataSource } from 'typeorm';
import { databaseStatus, type DatabaseStatus } from './database-status.js';
import type { DiskUse, DiskUses } from './disk-use.js';
import { machineStatus, type MachineStatus } from './machine-status.js';

/** What the server knows of itself since its start. */
export interface ServerFacts {
  startedAt: Date;
  databaseIsEmbedded: boolean;
  disks: DiskUses;
}
interface Parts {
  db: DataSource;
  version: string;
  facts: ServerFacts;
}

export interface SystemStatus extends MachineStatus {
  version: string;
  startedAt: Date;
  database: DatabaseStatus & { isEmbedded: boolean };
  disks: { data: DiskUse; models: DiskUse };
  inference: ShippedVersions;
}

export const systemStatus = async ({ db, version, facts }: Parts): Promise<SystemStatus> => {
  const [database, disks, machine] = await Promise.all([databaseStatus(db), facts.disks.read(), machineStatus()]);
  return { version, startedAt: facts.startedAt, ...machine, database: { ...database, isEmbedded: facts.databaseIsEmbedded }, disks, inference: shippedVersions() };
};
