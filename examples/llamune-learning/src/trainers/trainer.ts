import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Model } from '@llamune/contracts';

/** What a trainer has to know of the model that it begins with. */
export type TrainingParent = Pick<Model, 'model_name' | 'version' | 'file'> & Partial<Pick<Model, 'served_model'>>;

export interface TrainingInput {
  /** With train.jsonl, valid.jsonl, test.jsonl, examples.jsonl. */
  dataDir: string;
  /** Where the trainer puts what it makes. */
  outDir: string;
  parent: TrainingParent;
  /** The server's models folder, if it is on this machine. */
  modelsDir: string | undefined;
  settings: Record<string, string>;
}

/** What a training made: a file of whole weights or of an adapter, or the name by which a model server knows the adapter. */
export interface Trained {
  weightsFile?: string;
  adapterFile?: string;
  adapterName?: string;
  trainedAt: string;
  metrics: Record<string, number>;
}

export interface Trainer {
  /** What it cannot do without, said before anything is taken. */
  check(options: { modelsDir: string | undefined }): void;
  train(input: TrainingInput): Promise<Trained>;
}

export const trainingLogFile = 'training.log';

/** Runs a program; what it says goes to the screen and to `training.log`. Answers what it said. */
export const runProgram = async (program: string, args: string[], { cwd, outDir, env }: { cwd?: string; outDir: string; env?: Record<string, string> }): Promise<string> => {
  console.log(`> ${[program, ...args].join(' ')}`);
  const log = createWriteStream(path.join(outDir, trainingLogFile), { flags: 'a' });
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, ...process.env }, ...(cwd && { cwd }) });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      log.write(chunk);
      process.stdout.write(chunk);
    });
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  await new Promise<void>((resolve) => log.end(resolve));
  if (status !== 0) throw new Error(`${program} が終了コード ${status} で終わりました。${path.join(outDir, trainingLogFile)} を見てください。`);
  return said;
};
