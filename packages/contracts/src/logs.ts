import { z } from 'zod';
import { AnswerErrorCode, Evaluation, FinishReason, LogStatus, Priority } from './codes.js';
import { mutation, query, stream } from './endpoint.js';
import { before, id, limit, text, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';
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
    // What is right, wrong and missing in the answer: notes from which a correct answer is drafted.
    right_points: z.string().nullable(),
    wrong_points: z.string().nullable(),
    missing_points: z.string().nullable(),
    retry_of_id: id.nullable().describe('The log whose question was asked again, as it was or edited'),
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
  right_points: text(textLimits.points).nullish(),
  wrong_points: text(textLimits.points).nullish(),
  missing_points: text(textLimits.points).nullish(),
  seen_updated_at: timestamp.optional().describe('updated_at of the log as the judge saw it: 409 when somebody has changed it since. Omitted: no check'),
});
export type EvaluateLog = z.infer<typeof EvaluateLog>;

const Judgement = Log.pick({ evaluation: true, reason: true, correct_answer: true, priority: true, memo: true, right_points: true, wrong_points: true, missing_points: true, status: true });
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
  needs_correction: z.boolean().optional().describe('true: only 不十分 and 間違い without a correct answer'),
  finish_reason: FinishReason.optional(),
  retry_of_id: id.optional().describe('Only those that asked the question of this log again'),
  since: timestamp.optional().describe('Asked at this time or later'),
  until: timestamp.optional().describe('Asked before this time'),
  search: text(textLimits.search).optional().describe('Part of the question, the answer or the correct answer; full and half width, capitals and small letters are the same'),
});
export type LogFilter = z.infer<typeof LogFilter>;

/** What a table shows of a log. */
export const LogRow = Log.pick({
  id: true,
  session_id: true,
  timestamp: true,
  evaluation: true,
  priority: true,
  status: true,
  username: true,
  poc_name: true,
  model_name: true,
  model_version: true,
  model_is_demo: true,
  finish_reason: true,
  completion_tokens: true,
  duration_ms: true,
  evaluated_at: true,
  evaluated_by: true,
  updated_at: true,
})
  .extend({
    question: z.string().describe('Its first 200 characters'),
    answer: z.string().describe('Its first 200 characters'),
    has_correct_answer: z.boolean(),
  })
  .meta({ id: 'LogRow' });
export type LogRow = z.infer<typeof LogRow>;

/** Where the pages of a filtered list begin, newest first: any page can be fetched at once, and none moves while logs are added. */
export const LogPages = z
  .object({ total: z.int(), page_size: z.int(), page_starts: z.array(id).describe('The greatest id of each page. A page: rows with before = this + 1') })
  .meta({ id: 'LogPages' });
export type LogPages = z.infer<typeof LogPages>;

const bulkLimit = 500;
export const EvaluateLogs = z.object({ changes: z.array(EvaluateLog.pick({ log_id: true, evaluation: true, priority: true, seen_updated_at: true })).min(1).max(bulkLimit) });
export type EvaluateLogs = z.infer<typeof EvaluateLogs>;

export const exportFormats = {
  csv: { type: 'text/csv; charset=utf-8', name: 'logs.csv', dated: true },
  jsonl: { type: 'application/jsonl; charset=utf-8', name: 'logs.jsonl', dated: true },
} as const;

/** What happens to a draft, in order; `at` as in AnswerEvent. It is stored nowhere: closing the stream ends it. */
export const DraftEvent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('queued'), position: z.int() }),
    z.object({ type: z.literal('loading'), elapsed_ms: z.number() }),
    z.object({ type: z.literal('started') }),
    z.object({ type: z.literal('delta'), at: z.int(), text: z.string() }),
    z.object({ type: z.literal('done'), finish_reason: FinishReason, error_code: AnswerErrorCode.nullable() }),
  ])
  .meta({ id: 'DraftEvent' });
export type DraftEvent = z.infer<typeof DraftEvent>;

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
  pages: query({
    access: 'signed_in',
    summary: '絞り込んだログの件数と、各ページの始まり',
    input: LogFilter.extend({ page_size: z.int().min(50).max(1000).default(200) }),
    output: LogPages,
  }),
  rows: query({ access: 'signed_in', summary: '表に出す分だけのログ一覧', input: LogFilter.extend({ limit, before }), output: z.array(LogRow) }),
  export: stream({
    access: 'signed_in',
    rest: ['GET', '/logs/export'],
    summary: '絞り込んだログのファイル出力（CSV・JSONL、新しい順）',
    refusals: [400],
    input: LogFilter.extend({ format: z.enum(['csv', 'jsonl']).default('csv'), time_zone: z.string().max(64).default('UTC').describe('IANA name; of the times in a CSV file') }),
    yields: z.string(),
    file: exportFormats,
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/logs/{log_id}'], summary: 'ログ詳細取得', input: logId, output: Log }),
  evaluate: mutation({ access: 'evaluator', rest: ['PUT', '/logs/{log_id}'], summary: 'ログ評価の更新（省略は変更なし、null は消去）', refusals: [409], input: EvaluateLog, output: UpdatedLog }),
  evaluateMany: mutation({
    access: 'evaluator',
    rest: ['PUT', '/logs'],
    refusals: [400],
    summary: '複数のログの評価・優先度の更新（500件まで。変更できないものは飛ばして知らせる）',
    input: EvaluateLogs,
    output: z
      .object({ updated: z.array(UpdatedLog), skipped: z.array(z.object({ log_id: id, reason: z.enum(['not_found', 'changed', 'not_finished']) })) })
      .meta({ id: 'UpdatedLogs' }),
  }),
  draftCorrection: stream({
    access: 'evaluator',
    rest: ['GET', '/logs/{log_id}/correction-draft'],
    summary: '正しい部分・誤っている部分・不足している部分から、正しい回答の案をモデルに書かせる（保存はしない）',
    refusals: [400, 404],
    input: logId,
    yields: DraftEvent,
  }),
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
