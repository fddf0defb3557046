import { Sampling, type Session as WireSession } from '@llamune/contracts';
import type { Model, Poc, Session } from '@llamune/db';
import type { SessionWithContents } from './find-sessions.js';

export const startedSessionToWire = ({ session, poc, model }: { session: Session; poc: Poc; model: Model }) => ({
  session_id: session.id,
  poc_name: poc.name,
  model_name: model.modelName,
  started_at: session.startedAt.toISOString(),
});

export const sessionToWire = ({ session, logs, unevaluated, firstQuestion, lastAskedAt }: SessionWithContents): WireSession => ({
  id: session.id,
  session_id: session.id,
  user_id: session.userId,
  username: session.user.username,
  poc_id: session.pocId,
  poc_name: session.poc.name,
  model_id: session.modelId,
  model_name: session.model.modelName,
  model_version: session.model.version,
  model_is_demo: session.model.isDemo,
  system_prompt: session.systemPrompt,
  multi_turn: session.multiTurn,
  sampling: Sampling.parse(session.sampling),
  started_at: session.startedAt.toISOString(),
  ended_at: session.endedAt?.toISOString() ?? null,
  log_count: logs,
  unevaluated_count: unevaluated,
  first_question: firstQuestion,
  last_asked_at: lastAskedAt?.toISOString() ?? null,
});
