import { z } from 'zod';
import { AnswerErrorCode, Evaluation, FinishReason } from './codes.js';
import { mutation, query } from './endpoint.js';
import { before, id, limit, text, timestamp } from './fields.js';
import { SetQuestion } from './question-sets.js';
import { Sampling } from './sessions.js';
import { textLimits } from './text-limits.js';

/** `waiting`: its turn comes / `running` / `paused`: by somebody / `cancelled`: for good / `done`: every question has an answer, or has failed. */
export const RunState = z.enum(['waiting', 'running', 'paused', 'cancelled', 'done']).meta({ id: 'RunState' });
export type RunState = z.infer<typeof RunState>;

const count = z.int().min(0);
export const Run = z
  .object({
    id,
    poc_id: id,
    set_id: id,
    set_name: z.string(),
    set_version: z.int(),
    model_id: id,
    model_name: z.string(),
    model_version: z.int(),
    model_is_demo: z.boolean(),
    system_prompt: z.string().nullable(),
    sampling: Sampling,
    repeats: z.int(),
    state: RunState,
    created_at: timestamp,
    created_by: z.string(),
    started_at: timestamp.nullable(),
    finished_at: timestamp.nullable(),
    progress: z.object({
      total: count.describe('Questions times repeats'),
      answered: count.describe('Ended, with whatever'),
      failed: count.describe('Of these, without a text that can be judged'),
      judged: count.describe('With an evaluation'),
      carried: count.describe('Of these, 引継: equal to an answer that a person had judged'),
    }),
    remaining_seconds: z.number().nullable().describe('Estimated from the last answers, while this server runs it'),
    error: z.string().nullable().describe('Why it was paused, if nobody did: its model could not answer at all. Mend that, then resume'),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

export const RunDetail = Run.extend({
  made_by: z
    .array(z.object({ file: z.string().nullable(), file_sha256: z.string().nullable(), adapter: z.string().nullable(), server: z.string().nullable(), served_model: z.string().nullable(), answers: count }))
    .describe('What really made the answers, as the engine said with each: one entry, unless something was changed on the way'),
}).meta({ id: 'RunDetail' });
export type RunDetail = z.infer<typeof RunDetail>;

export const RunAnswer = z
  .object({
    id,
    question: SetQuestion,
    repeat: z.int(),
    answer: z.string(),
    finish_reason: FinishReason.nullable().describe('null: not asked yet, or being asked'),
    error_code: AnswerErrorCode.nullable(),
    error: z.string().nullable(),
    evaluation: Evaluation.nullable(),
    carried: z.boolean().describe('引継: the evaluation is that of an equal answer'),
    carried_from: z.enum(['run', 'log', 'expected']).nullable().describe('An answer of another run, the log that the question comes from, or the correct answer itself'),
    duration_ms: z.int().nullable(),
    completion_tokens: z.int().nullable(),
  })
  .meta({ id: 'RunAnswer' });
export type RunAnswer = z.infer<typeof RunAnswer>;

export const CreateRuns = z.object({
  set_id: id,
  model_ids: z.array(id).min(1).max(10),
  system_prompt: text(textLimits.systemPrompt).nullish().describe("Omitted or null: the PoC's default; empty: none"),
  sampling: Sampling.prefault({}),
  repeats: z.int().min(1).max(10).default(1).describe('With a temperature above 0, or another seed each time, how much the answers differ'),
});
export type CreateRuns = z.infer<typeof CreateRuns>;

const runId = z.object({ run_id: id });
export const runs = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/runs'],
    summary: '再テスト一覧（新しい順）',
    input: z.object({ poc_id: id.optional(), set_id: id.optional(), model_id: id.optional(), state: RunState.optional(), limit: z.int().min(1).max(100).default(50), before }),
    output: z.array(Run),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/runs/{run_id}'], summary: '再テストの詳細と進み具合', refusals: [404], input: runId, output: RunDetail }),
  create: mutation({ access: 'admin', rest: ['POST', '/runs'], status: 201, summary: '再テストを始める（モデルの版ごとに1つ）', refusals: [400, 404, 409], input: CreateRuns, output: z.array(Run) }),
  pause: mutation({ access: 'admin', rest: ['PUT', '/runs/{run_id}/pause'], summary: '一時停止（続きから再開できる）', refusals: [404, 409], input: runId, output: Run }),
  resume: mutation({ access: 'admin', rest: ['PUT', '/runs/{run_id}/resume'], summary: '再開', refusals: [404, 409], input: runId, output: Run }),
  cancel: mutation({ access: 'admin', rest: ['PUT', '/runs/{run_id}/cancel'], summary: '取りやめ（ここまでの回答は残る）', refusals: [404, 409], input: runId, output: Run }),
  retryFailed: mutation({ access: 'admin', rest: ['PUT', '/runs/{run_id}/retry-failed'], summary: '失敗した質問だけ、もう一度聞く', refusals: [404, 409], input: runId, output: Run }),
  answers: query({
    access: 'signed_in',
    rest: ['GET', '/runs/{run_id}/answers'],
    summary: '再テストの回答（番号順。続きは after）',
    refusals: [404],
    input: runId.extend({ failed: z.boolean().optional(), evaluation: z.int().min(1).max(3).optional(), topic: z.string().max(200).optional().describe('Empty: those without one'), limit, after: id.optional() }),
    output: z.array(RunAnswer),
  }),
};
