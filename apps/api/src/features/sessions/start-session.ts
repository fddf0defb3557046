import type { Sampling } from '@llamune/contracts';
import { Model, Poc, Session } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';

interface NewSession {
  pocId: number;
  modelId: number;
  systemPrompt: string | null | undefined;
  multiTurn: boolean;
  sampling: Sampling;
}

/** Fixes the PoC, the model and the system prompt for every question that follows. */
export const startSession = async (db: DataSource, caller: Caller, { pocId, modelId, systemPrompt, multiTurn, sampling }: NewSession) => {
  const poc = await db.getRepository(Poc).findOneBy({ id: pocId });
  if (!poc) throw notFound('PoC');
  const model = await db.getRepository(Model).findOneBy({ id: modelId });
  if (!model) throw notFound('Model');
  const sessions = db.getRepository(Session);
  const session = await sessions.save(sessions.create({ userId: caller.id, pocId, modelId, systemPrompt: systemPrompt ?? poc.defaultSystemPrompt, multiTurn, sampling }));
  return { session, poc, model };
};
