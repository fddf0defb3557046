import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConversationLog, Model, Poc, Session } from '@llamune/db';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { TestApp } from './test-app.js';

/** A PoC and a model whose file is there (the scripted engine does not read it). */
export const addSamples = async ({ db, modelsDir }: TestApp) => {
  await writeFile(path.join(modelsDir, 'sample.gguf'), 'scripted');
  const poc = await db.manager.save(db.manager.create(Poc, { name: '会計システム向けPoC', domain: '会計', defaultSystemPrompt: '既定のプロンプト' }));
  const model = await db.manager.save(db.manager.create(Model, { modelName: 'sample', version: 1, file: 'sample.gguf' }));
  return { poc, model };
};

/** Finished logs of a session, oldest first, as many as wished: no model is asked. Answers their ids. */
export const addLogs = async ({ db }: TestApp, sessionId: number, logs: Partial<ConversationLog>[]): Promise<number[]> => {
  const { userId, pocId, modelId } = await db.manager.findOneByOrFail(Session, { id: sessionId });
  const common = { sessionId, userId, pocId, modelId, modelName: 'sample', modelVersion: 1, question: '質問', answer: '回答', finishReason: 'stop' as const };
  const ids: number[] = [];
  for (let at = 0; at < logs.length; at += 500) {
    const rows = logs.slice(at, at + 500).map((log) => ({ ...common, ...log })) as QueryDeepPartialEntity<ConversationLog>[];
    ids.push(...(await db.manager.insert(ConversationLog, rows)).identifiers.map(({ id }) => id as number));
  }
  return ids;
};
