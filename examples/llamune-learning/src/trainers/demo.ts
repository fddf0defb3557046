import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SnapshotExample } from '@llamune/contracts';
import { examplesFile } from '../export-files.js';
import { runProgram, type Trainer } from './trainer.js';

/** Of llamune_poc's repository; `--set demo-dir=…` where this program lies elsewhere. */
const shippedDir = fileURLToPath(new URL('../../../../models/demo', import.meta.url));

/**
 * Fine-tunes the demo model on the corrections and on what was found good, with a replay of what it knows (models/demo/finetune.py). All weights, or with
 * `lora=8` an adapter. Settings: `steps`, `lr`, `lora`, `threads`, `rows`, `report=no` (do not count right answers before and after), `python`, `demo-dir`.
 */
export const demoTrainer: Trainer = {
  check({ modelsDir }) {
    if (!modelsDir) throw new Error('--models-dir に、llamune_poc のモデルフォルダーを指定してください（起動時に表示されます）。');
  },
  async train({ dataDir, outDir, parent, modelsDir, settings }) {
    const demoDir = settings['demo-dir'] ?? shippedDir;
    const python = settings['python'] ?? 'python3';
    if (!parent.file) throw new Error('元にするモデルに GGUF ファイルがありません。');
    const examples = trainExamples(readFileSync(path.join(dataDir, examplesFile), 'utf8'));
    const answersFile = (name: string, isGood: boolean) => {
      const file = path.join(outDir, name);
      const taught = examples.flatMap(({ evaluation, question, target }) => ((evaluation === 1) === isGood && target !== null ? [[question, target]] : []));
      writeFileSync(file, JSON.stringify(Object.fromEntries(taught), null, 2));
      return file;
    };
    const lesson = ['--corrections', answersFile('corrections.json', false), '--kept', answersFile('kept.json', true)];
    const checkpoint = path.join(outDir, 'trained.pt');
    const options = ['steps', 'lr', 'lora', 'threads', 'rows'].flatMap((name) => (settings[name] === undefined ? [] : [`--${name}`, settings[name]]));
    if (settings['report'] === 'no') options.push('--no-report');
    const said = await runProgram(python, ['-u', 'finetune.py', path.resolve(modelsDir!, parent.file), checkpoint, ...lesson, ...options], { cwd: demoDir, outDir, env: quietThreads });
    const weights = path.join(outDir, 'trained.gguf');
    await runProgram(python, ['export_gguf.py', checkpoint, weights, '--name', `${parent.model_name} after ${parent.version}`], { cwd: demoDir, outDir });
    return { ...(settings['lora'] === undefined ? { weightsFile: weights } : { adapterFile: weights }), trainedAt: new Date().toISOString(), metrics: metricsOf(said) };
  },
};

/** A thread that waits for the other one leaves the processor meanwhile: on two cores a training takes half the time, beside other work even less. */
const quietThreads = { OMP_WAIT_POLICY: 'passive' };

const trainExamples = (lines: string): SnapshotExample[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SnapshotExample)
    .filter(({ split }) => split === 'train');

/** `step 150 loss 0.0123 90 s`, `after: corrected 12/12, …; others 274/274, …`. */
const metricsOf = (said: string): Record<string, number> => {
  const metrics: Record<string, number> = {};
  const loss = [...said.matchAll(/^step \d+ loss ([\d.]+)/gm)].at(-1);
  if (loss) metrics['train_loss'] = Number(loss[1]);
  const after = /^after: corrected (\d+)\/(\d+).*others (\d+)\/(\d+)/m.exec(said);
  if (after) Object.assign(metrics, { corrected_right: Number(after[1]), corrected: Number(after[2]), others_right: Number(after[3]), others: Number(after[4]) });
  return metrics;
};
