import type { ChildJob } from '../protocol.js';
import { Context } from './context.js';
import { Model } from './model.js';
import type { NativeLog } from './native-log.js';

const SEQUENCE = 0;

/** Loads a model for trial. @throws what explains itself together with the lines in `log`. */
export async function checkModel(job: Extract<ChildJob, { kind: 'check' }>, log: NativeLog): Promise<void> {
  const model = await Model.load({ ...job, checkTensors: true }, log);
  const context = new Context(model, { sequences: 1, contextSize: 256, adapter: job.adapter === null ? null : { file: job.adapter, key: job.adapter } });
  const { tokens } = model.format.prompt([{ role: 'user', content: '1+1=' }]);
  let place = 0;
  if (tokens.length === 0) throw new Error('its conversation format writes nothing');
  for (const [position, token] of tokens.slice(0, context.size - 1).entries()) place = context.add(token, position, SEQUENCE, position === Math.min(tokens.length, context.size - 1) - 1);
  context.compute();
  if (!context.logits(place).every((value) => !Number.isNaN(value))) throw new Error('its weights give no numbers (NaN)');
}
