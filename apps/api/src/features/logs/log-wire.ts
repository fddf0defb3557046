import { Sampling, type EvaluateLog, type Log, type LogChange as WireLogChange, type LogFilter as WireLogFilter, type LogRow as WireLogRow } from '@llamune/contracts';
import type { ConversationLog, Judgement, LogChange } from '@llamune/db';

import type { UpdatedLogs } from './evaluate-logs.js';
import type { LogPages } from './find-log-pages.js';
import type { LogRow } from './find-log-rows.js';
import type { UpdatedLog } from './log-change.js';
import type { LogFilter } from './log-filter.js';

const judgementToWire = (judgement: Judgement) => ({
  evaluation: judgement.evaluation,
  reason: judgement.reason,
  correct_answer: judgement.correctAnswer,
  priority: judgement.priority,
  memo: judgement.memo,
  // Absent in changes that were recorded before there were any.
  right_points: judgement.rightPoints ?? null,
  wrong_points: judgement.wrongPoints ?? null,
  missing_points: judgement.missingPoints ?? null,
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
  retry_of_id: log.retryOfId,
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

export const logRowToWire = (row: LogRow): WireLogRow => ({
  id: row.id,
  session_id: row.sessionId,
  timestamp: row.timestamp.toISOString(),
  question: row.question,
  answer: row.answer,
  evaluation: row.evaluation,
  priority: row.priority,
  status: row.status,
  has_correct_answer: row.hasCorrectAnswer,
  username: row.username,
  poc_name: row.pocName,
  model_name: row.modelName,
  model_version: row.modelVersion,
  model_is_demo: row.modelIsDemo,
  finish_reason: row.finishReason,
  completion_tokens: row.completionTokens,
  duration_ms: row.durationMs,
  evaluated_at: row.evaluatedAt?.toISOString() ?? null,
  evaluated_by: row.evaluatedBy,
  updated_at: row.updatedAt.toISOString(),
});

export const logPagesToWire = ({ total, pageSize, pageStarts }: LogPages) => ({ total, page_size: pageSize, page_starts: pageStarts });

export const updatedLogToWire = ({ logId, updatedAt }: UpdatedLog) => ({ log_id: logId, updated_at: updatedAt.toISOString() });
export const updatedLogsToWire = ({ updated, skipped }: UpdatedLogs) => ({ updated: updated.map(updatedLogToWire), skipped: skipped.map(({ logId, reason }) => ({ log_id: logId, reason })) });

export const evaluationFromWire = ({ log_id, correct_answer, right_points, wrong_points, missing_points, seen_updated_at, ...rest }: EvaluateLog) => ({
  logId: log_id,
  seenUpdatedAt: dateOf(seen_updated_at),
  change: { ...rest, correctAnswer: correct_answer, rightPoints: right_points, wrongPoints: wrong_points, missingPoints: missing_points },
});

export const logFilterFromWire = ({ session_id, poc_id, model_id, user_id, needs_correction, finish_reason, retry_of_id, since, until, ...rest }: WireLogFilter): LogFilter => ({
  sessionId: session_id,
  pocId: poc_id,
  modelId: model_id,
  userId: user_id,
  needsCorrection: needs_correction,
  finishReason: finish_reason,
  retryOfId: retry_of_id,
  since: dateOf(since),
  until: dateOf(until),
  ...rest,
});

const dateOf = (timestamp: string | undefined) => (timestamp === undefined ? undefined : new Date(timestamp));
