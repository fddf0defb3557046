import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Trained } from './trainers/trainer.js';

/** What is known of the hand-over that is under way. It is written before and after each step, so that the next run goes on wherever this one ended. */
export interface WorkRecord {
  /** By this name the server knows that it is the same request, if its reply was lost. */
  requestKey: string;
  pocId: number;
  parentId: number;
  trainer: string;
  snapshotId?: number;
  /** The files of the snapshot are there and whole. */
  isExported?: true;
  trained?: Trained;
  /** Where the server finds what was trained. */
  delivered?: { file: string | null; adapter: string | null };
  modelId?: number;
}

const fileOf = (workDir: string) => path.join(workDir, 'hand-over.json');

/** The one that is not finished, or a new one. */
export const openWork = (workDir: string, fresh: Omit<WorkRecord, 'requestKey'>): WorkRecord => {
  mkdirSync(workDir, { recursive: true });
  let record: WorkRecord;
  try {
    record = JSON.parse(readFileSync(fileOf(workDir), 'utf8')) as WorkRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    record = { requestKey: `llamune-learning ${randomUUID()}`, ...fresh };
    saveWork(workDir, record);
  }
  for (const name of ['pocId', 'parentId', 'trainer'] as const)
    if (record[name] !== fresh[name]) throw new Error(`${workDir} には、別の訓練（PoC ${record.pocId}、モデル ${record.parentId}、${record.trainer}）の続きがあります。先にそれを終えるか、--work で別の場所を指定してください。`);
  return record;
};

/** Whole or not at all: a process that dies meanwhile leaves the old one. */
export const saveWork = (workDir: string, record: WorkRecord): void => {
  const whole = fileOf(workDir);
  writeFileSync(`${whole}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${whole}.new`, whole);
};

/** The next run begins anew. What was done stays beside it, under the snapshot's number. */
export const closeWork = (workDir: string, { snapshotId }: WorkRecord): void => renameSync(fileOf(workDir), path.join(workDir, `snapshot-${snapshotId}.json`));
