import { z } from 'zod';
import { AnswerErrorCode, Evaluation, FinishReason, LogStatus, Priority } from './codes.js';
import { mutation, query } from './endpoint.js';
import { before, id, limit, text, textLimits, timestamp } from './fields.js';
import { Sampling } from './sessions.js';

/** An earlier turn of the same session that was part of the prompt. */
export const Turn = z.object({ log_id: id, question: z.string(), answer: z.string() }).meta({ id: 'Turn' });
export type Turn = z.infer<typeof Turn>;

export const Log = z
  .object({
    id,
    session_id: id,
    question: z.string(),
    answer: z.string().describe('What there is of it, while finish_reason is null'),
    thinking: z.string().nullable().describe('What the model thought before it answered. Never part of training'),
    timestamp: timestamp.describe('When the question arrived'),
    evaluation: Evaluation.nullable(),
    reason: z.string().nullable(),
    correct_answer: z.string().nullable(),
    priority: Priority.nullable(),
    status: LogStatus,
    memo: z.string().nullable(),
    // Who, and what made the answer: a snapshot that no later change of the PoC or the model alters.
    user_id: id,
    username: z.string(),
    poc_id: id,
    poc_name: z.string(),
    model_id: id,
    model_name: z.string(),
    model_version: z.int(),
    model_is_demo: z.boolean(),
    adapter: z.string().nullable(),
    system_prompt: z.string().nullable(),
    turns: z.array(Turn),
    sampling: Sampling,
    engine: z.record(z.string(), z.unknown()).nullable().describe('Engine, model file and its SHA-256, chat template, context size; for a model server its address and its name for the model'),
    prompt_tokens: z.int().nullable(),
    cached_tokens: z.int().nullable(),
    completion_tokens: z.int().nullable(),
    queue_ms: z.int().nullable(),
    time_to_first_token_ms: z.int().nullable(),
    duration_ms: z.int().nullable(),
    finish_reason: FinishReason.nullable(),
    error_code: AnswerErrorCode.nullable(),
    error: z.string().nullable().describe('error_code as a sentence'),
    evaluated_at: timestamp.nullable(),
    evaluated_by: z.string().nullable(),
    updated_at: timestamp,
  })
  .meta({ id: 'Log' });
export type Log = z.infer<typeof Log>;

/** Omitted is unchanged, null clears. */
export const EvaluateLog = z.object({
  log_id: id,
  evaluation: Evaluation.nullish(),
  reason: text(textLimits.note).nullish(),
  correct_answer: text(textLimits.answer).nullish(),
  priority: Priority.nullish(),
  memo: text(textLimits.note).nullish(),
});
export type EvaluateLog = z.infer<typeof EvaluateLog>;

const Judgement = Log.pick({ evaluation: true, reason: true, correct_answer: true, priority: true, memo: true, status: true });
/** One change of a judgement: who, when, and what it was before and after. */
export const LogChange = z
  .object({ id, changed_at: timestamp, changed_by: z.string(), before: Judgement, after: Judgement })
  .meta({ id: 'LogChange' });
export type LogChange = z.infer<typeof LogChange>;

export const LogFilter = z.object({
  session_id: id.optional(),
  poc_id: id.optional(),
  model_id: id.optional(),
  user_id: id.optional(),
  evaluation: z.int().min(1).max(3).optional(),
  unevaluated: z.boolean().optional().describe('true: only 未評価; false: only evaluated'),
  priority: z.int().min(1).max(3).optional(),
  status: z.int().min(1).max(3).optional(),
  search: text(200).optional().describe('Part of the question, the answer or the correct answer'),
});
export type LogFilter = z.infer<typeof LogFilter>;

const logId = z.object({ log_id: id });
const UpdatedLog = z.object({ log_id: id, updated_at: timestamp }).meta({ id: 'UpdatedLog' });
export const logs = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/logs'],
    summary: 'ログ一覧取得（新しい順。続きは Link ヘッダー）',
    input: LogFilter.extend({ limit, before }),
    output: z.array(Log),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/logs/{log_id}'], summary: 'ログ詳細取得', input: logId, output: Log }),
  evaluate: mutation({ access: 'evaluator', rest: ['PUT', '/logs/{log_id}'], summary: 'ログ評価の更新（省略は変更なし、null は消去）', refusals: [409], input: EvaluateLog, output: UpdatedLog }),
  history: query({ access: 'signed_in', rest: ['GET', '/logs/{log_id}/history'], summary: '評価の変更履歴（新しい順）', input: logId, output: z.array(LogChange) }),
  setStatus: mutation({
    access: 'learner',
    rest: ['PUT', '/logs/{log_id}/status'],
    refusals: [409],
    summary: '状態の更新（学習アプリ・管理者）',
    input: logId.extend({ status: LogStatus }),
    output: UpdatedLog,
  }),
};
