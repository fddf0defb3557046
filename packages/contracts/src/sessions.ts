import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { before, id, limit, text, timestamp } from './fields.js';
import { samplingDefaults } from './sampling-defaults.js';
import { textLimits } from './text-limits.js';

/** How the next token is chosen. The defaults are greedy: the same question gets the same answer. */
export const Sampling = z
  .object({
    temperature: z.number().min(0).max(2).default(samplingDefaults.temperature).describe('0 = greedy'),
    top_p: z.number().gt(0).max(1).default(samplingDefaults.top_p),
    top_k: z.int().min(1).max(1000).default(samplingDefaults.top_k),
    min_p: z.number().min(0).max(1).default(samplingDefaults.min_p),
    repeat_penalty: z.number().min(1).max(2).default(samplingDefaults.repeat_penalty).describe('1 = off'),
    max_tokens: z.int().min(1).max(32_768).default(samplingDefaults.max_tokens),
    seed: z.int().min(0).max(4_294_967_295).nullish().describe('Omitted: a new random one for each question, stored with its log'),
  })
  .meta({ id: 'Sampling' });
export type Sampling = z.infer<typeof Sampling>;

export const CreateSession = z
  .object({
    poc_id: id,
    model_id: id,
    system_prompt: text(textLimits.systemPrompt).nullish().describe("Omitted or null: the PoC's default; empty: none"),
    multi_turn: z.boolean().default(false).describe('false: each question is asked alone (1問1答); true: with the turns before it'),
    sampling: Sampling.prefault({}),
  })
  .meta({ id: 'CreateSession' });

export const StartedSession = z
  .object({ session_id: id, poc_name: z.string(), model_name: z.string(), started_at: timestamp })
  .meta({ id: 'StartedSession' });
export const Session = z
  .object({
    id: id.describe('The same as session_id'),
    session_id: id,
    user_id: id,
    username: z.string(),
    poc_id: id,
    poc_name: z.string(),
    model_id: id,
    model_name: z.string(),
    model_version: z.int(),
    model_is_demo: z.boolean(),
    system_prompt: z.string().nullable(),
    multi_turn: z.boolean(),
    sampling: Sampling,
    started_at: timestamp,
    ended_at: timestamp.nullable(),
    log_count: z.int(),
    unevaluated_count: z.int(),
    first_question: z.string().nullable().describe('The first 200 characters of what was asked first'),
    last_asked_at: timestamp.nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const sessionId = z.object({ session_id: id });
export const sessions = {
  create: mutation({ access: 'evaluator', rest: ['POST', '/sessions'], status: 201, summary: 'セッション開始', refusals: [404], input: CreateSession, output: StartedSession }),
  list: query({
    access: 'signed_in',
    rest: ['GET', '/sessions'],
    summary: 'セッション一覧（新しい順。自分のもの、管理者は全員のもの）',
    input: z.object({ poc_id: id.optional(), model_id: id.optional(), mine: z.boolean().default(false), open: z.boolean().optional(), search: text(textLimits.search).optional().describe('Part of the PoC, the model or any question of the session'), limit, before }),
    output: z.array(Session),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/sessions/{session_id}'], summary: 'セッション取得', input: sessionId, output: Session }),
  end: mutation({
    access: 'evaluator',
    rest: ['PUT', '/sessions/{session_id}/end'],
    refusals: [409],
    summary: 'セッション終了',
    input: sessionId,
    output: z.object({ session_id: id, ended_at: timestamp }).meta({ id: 'EndedSession' }),
  }),
};
