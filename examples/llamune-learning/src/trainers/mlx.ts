import path from 'node:path';
import { runProgram, type Trainer } from './trainer.js';

/**
 * LoRA on Apple Silicon with `mlx_lm.lora` (pip install mlx-lm), which reads train.jsonl, valid.jsonl and test.jsonl of a folder as they are. The adapter stays
 * where it is: `mlx_lm.server` is asked for it by its path.
 * Settings: `model` (else the parent's name on its server), `iters`, `batch-size`, `num-layers`, `learning-rate`, `max-seq-length`, `python`.
 */
export const mlxTrainer: Trainer = {
  check() {},
  async train({ dataDir, outDir, parent, settings }) {
    const adapterDir = path.resolve(outDir, 'adapter');
    const [program, ...args] = mlxCommand({ model: settings['model'] ?? parent.served_model ?? parent.model_name, dataDir, adapterDir, settings });
    const said = await runProgram(program!, args, { outDir });
    return { adapterName: adapterDir, trainedAt: new Date().toISOString(), metrics: mlxMetrics(said) };
  },
};

export const mlxCommand = ({ model, dataDir, adapterDir, settings }: { model: string; dataDir: string; adapterDir: string; settings: Record<string, string> }): string[] => {
  const chosen = ['iters', 'batch-size', 'num-layers', 'learning-rate', 'max-seq-length'].flatMap((name) => (settings[name] === undefined ? [] : [`--${name}`, settings[name]]));
  return [settings['python'] ?? 'python3', '-m', 'mlx_lm', 'lora', '--model', model, '--train', '--data', path.resolve(dataDir), '--adapter-path', adapterDir, '--mask-prompt', ...chosen];
};

/** `Iter 200: Val loss 0.812, …`, `Iter 200: Train loss 0.644, …`; the last of each. */
export const mlxMetrics = (said: string): Record<string, number> => {
  const last = (kind: string) => [...said.matchAll(new RegExp(`${kind} loss ([\\d.]+)`, 'g'))].at(-1)?.[1];
  const [train, valid] = [last('Train'), last('Val')];
  return { ...(train !== undefined && { train_loss: Number(train) }), ...(valid !== undefined && { valid_loss: Number(valid) }) };
};
