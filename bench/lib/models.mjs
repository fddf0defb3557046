import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeRandomModel } from '@llamune/llm/testing';

const bench = fileURLToPath(new URL('..', import.meta.url));
export const demoModel = path.join(bench, '../models/demo/llamune-demo-v1.q8_0.gguf');

const made = (name, write) => {
  const file = path.join(bench, 'data', name);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    write(file);
  }
  return file;
};

/** 134 million random weights in 12 layers, 32,000 tokens, Q8_0: as fast as any model of its size; never ends an answer by itself. */
export const random134M = () =>
  made('random-134m.gguf', (file) => writeRandomModel(file, { name: 'random 134M', width: 768, layers: 12, heads: 12, keyValueHeads: 12, feedForward: 2048, vocabularySize: 32_000 }));

/** The demo model with its end mark renamed, so that it goes on for ever: its answers are too short to measure a speed. */
export const endlessDemo = () =>
  made('demo-endless.gguf', (file) => {
    const model = readFileSync(demoModel);
    const end = Buffer.from('<|im_end|>');
    Buffer.from('<|im_off|>').copy(model, model.indexOf(end, model.indexOf('tokenizer.ggml.tokens')));
    const id = 'tokenizer.ggml.eos_token_id';
    model.writeUInt32LE(1, model.indexOf(id) + id.length + 4);
    writeFileSync(file, model);
  });
