import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Model, Poc } from '@llamune/db';
import type { TestApp } from './test-app.js';

/** A PoC and a model whose file is there (the scripted engine does not read it). */
export const addSamples = async ({ db, modelsDir }: TestApp) => {
  await writeFile(path.join(modelsDir, 'sample.gguf'), 'scripted');
  const poc = await db.manager.save(db.manager.create(Poc, { name: '会計システム向けPoC', domain: '会計', defaultSystemPrompt: '既定のプロンプト' }));
  const model = await db.manager.save(db.manager.create(Model, { modelName: 'sample', version: 1, file: 'sample.gguf' }));
  return { poc, model };
};
