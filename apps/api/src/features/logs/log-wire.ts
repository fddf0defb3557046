import { Sampling, type EvaluateLog, type Log, type LogChange as WireLogChange, type LogFilter as WireLogFilter } from '@llamune/contracts';
import type { ConversationLog, Judgement, LogChange } from '@llamune/db';
import type { JudgementChange } from './evaluate-log.js';
import type { LogFilter } from './find-logs.js';

const judgementToWire = (judgement: Judgement) => ({
  evaluation: judgement.evaluation,
  reason: judgement.reason,
  correct_answer: judgement.correctAnswer,
  priority: judgement.priority,
  memo: judgement.memo,
  status: judgement.status,
});

export const logToWire = (log: ConversationLog): Log => ({
  id: log.id,
  session_id: log.sessionId,
  question: log.question,
  answer: log.answer,
  thinking: log.thinking,
  timestamp: log.timestamp.toISOString(),
  ...judgementToWire(log),
  user_id: log.userId,
  username: log.user.username,
  poc_id: log.pocId,
  poc_name: log.poc.name,
  model_id: log.modelId,
  model_name: log.modelName,
  model_version: log.modelVersion,
  model_is_demo: log.model.isDemo,
  adapter: log.adapter,
  system_prompt: log.systemPrompt,
  turns: log.turns,
  sampling: Sampling.parse(log.sampling),
  engine: log.engine,
  prompt_tokens: log.promptTokens,
  cached_tokens: log.cachedTokens,
  completion_tokens: log.completionTokens,
  queue_ms: log.queueMs,
  time_to_first_token_ms: log.timeToFirstTokenMs,
  duration_ms: log.durationMs,
  finish_reason: log.finishReason,
  error_code: log.errorCode,
  error: log.error,
  evaluated_at: log.evaluatedAt?.toISOString() ?? null,
  evaluated_by: log.evaluatedBy?.username ?? null,
  updated_at: log.updatedAt.toISOString(),
});

export const logChangeToWire = (change: LogChange): WireLogChange => ({
  id: change.id,
  changed_at: change.changedAt.toISOString(),
  changed_by: change.changedBy.username,
  before: judgementToWire(change.before),
  after: judgementToWire(change.after),
});

export const evaluationFromWire = ({ correct_answer, ...rest }: Omit<EvaluateLog, 'log_id'>): JudgementChange => ({ ...rest, correctAnswer: correct_answer });

export const logFilterFromWire = ({ session_id, poc_id, model_id, user_id, ...rest }: WireLogFilter & { limit: number; before?: number | undefined }): LogFilter => ({
  sessionId: session_id,
  pocId: poc_id,
  modelId: model_id,
  userId: user_id,
  ...rest,
});
