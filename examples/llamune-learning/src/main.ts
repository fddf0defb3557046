import { createLlamuneClient, errorOf } from '@llamune/contracts';
import { trainArchive } from './train-archive.js';
import { handOver } from './hand-over.js';
import { readOptions, usage } from './options.js';
import { demoTrainer } from './trainers/demo.js';
import { mlxTrainer } from './trainers/mlx.js';
import type { Trainer } from './trainers/trainer.js';

/** Another trainer: one more file beside these, and one more line here. */
const trainers: Record<string, Trainer> = { demo: demoTrainer, mlx: mlxTrainer };

try {
  if (process.argv.includes('--help')) console.log(usage);
  else {
    const options = readOptions(process.argv.slice(2), process.env);
    const trainer = trainers[options.trainer];
    if (!trainer) throw new Error(`--trainer には ${Object.keys(trainers).join('、')} のどれかを指定してください。`);
    if (options.archive) await trainArchive(trainer, options, options.archive);
    else await handOver(createLlamuneClient({ url: options.url, apiKey: options.apiKey }), trainer, options);
  }
} catch (error) {
  const refusal = errorOf(error);
  console.error(refusal ? `llamune_poc に断られました（${refusal.status}）: ${typeof refusal.detail === 'string' ? refusal.detail : JSON.stringify(refusal.detail)}` : error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
