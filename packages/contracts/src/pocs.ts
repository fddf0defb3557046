import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { before, filledText, id, limit, text, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

export const Poc = z
  .object({ id, name: z.string(), domain: z.string().nullable(), default_system_prompt: z.string().nullable(), example_questions: z.array(z.string()), created_at: timestamp })
  .meta({ id: 'Poc' });
export type Poc = z.infer<typeof Poc>;

const exampleQuestions = z.array(filledText(500)).max(20).nullish().describe('Offered to whoever starts a session');
export const CreatePoc = z
  .object({ name: filledText(textLimits.name), domain: filledText(textLimits.name), default_system_prompt: text(textLimits.systemPrompt).nullish(), example_questions: exampleQuestions })
  .meta({ id: 'CreatePoc' });
/** Omitted or null leaves a field as it is; an empty system prompt is stored as empty. */
export const UpdatePoc = z.object({
  poc_id: id,
  name: filledText(textLimits.name).nullish(),
  domain: filledText(textLimits.name).nullish(),
  default_system_prompt: text(textLimits.systemPrompt).nullish(),
  example_questions: exampleQuestions,
});

/** One version of a PoC's default system prompt. Each change makes one, whoever made it, by whatever way. */
export const PocPrompt = z
  .object({
    id,
    version: z.int(),
    text: z.string(),
    created_at: timestamp,
    created_by: z.string().nullable().describe('null: changed in the database itself'),
    log_count: z.int().describe('Logs of this PoC that were asked with exactly this text'),
  })
  .meta({ id: 'PocPrompt' });
export type PocPrompt = z.infer<typeof PocPrompt>;

/** A share with its Wilson interval at 95 %. */
export const Rate = z.object({ rate: z.number(), low: z.number(), high: z.number() }).meta({ id: 'Rate' });
export type Rate = z.infer<typeof Rate>;
const verdicts = {
  good: z.int(),
  fair: z.int(),
  bad: z.int(),
  unevaluated: z.int().describe('Finished, with a text that can be judged; logs without one are in the total only'),
  good_rate: Rate.nullable().describe('良い among the evaluated; null: none is'),
};

/** What a PoC's logs say, of everybody's. What needs attention counts only what the caller may open. */
export const PocOverview = z
  .object({
    poc: Poc,
    counts: z.object({
      total: z.int(),
      ...verdicts,
      needs_correction: z.int().describe('不十分 and 間違い without a correct answer'),
      corrected: z.int().describe('不十分 and 間違い with one'),
      trained: z.int().describe('Status 2 and 3'),
      verified: z.int().describe('Status 3'),
    }),
    attention: z.object({
      unevaluated: z.int(),
      needs_correction: z.int(),
      high_priority: z.int().describe('優先度 高, not 良い, not yet trained'),
      failed: z.int().describe('Answers that failed or were interrupted, of the last 30 days'),
    }),
    versions: z.array(z.object({ model_id: id, model_name: z.string(), model_version: z.int(), model_is_demo: z.boolean(), first_asked_at: timestamp, last_asked_at: timestamp, ...verdicts })).describe('By first use, at most the last 50'),
    weeks: z
      .array(z.object({ week: z.iso.date().describe('Its Monday'), model_id: id, good: z.int(), evaluated: z.int(), good_rate: Rate }))
      .describe('By week of asking and model version, of the last 26 weeks; only weeks with evaluated answers'),
  })
  .meta({ id: 'PocOverview' });
export type PocOverview = z.infer<typeof PocOverview>;

const pocId = z.object({ poc_id: id });

export const pocs = {
  list: query({ access: 'signed_in', rest: ['GET', '/pocs'], summary: 'PoC一覧', input: z.object({}), output: z.array(Poc) }),
  create: mutation({ access: 'admin', rest: ['POST', '/pocs'], status: 201, summary: 'PoC登録', input: CreatePoc, output: Poc }),
  update: mutation({ access: 'admin', rest: ['PUT', '/pocs/{poc_id}'], summary: 'PoC変更（省略・null は変更なし）', input: UpdatePoc, output: Poc }),
  prompts: query({
    access: 'signed_in',
    rest: ['GET', '/pocs/{poc_id}/prompts'],
    summary: 'システムプロンプトの版（新しい順）',
    input: pocId.extend({ limit, before }),
    output: z.array(PocPrompt),
    nextPage: { input: 'before', from: 'id' },
  }),
  overview: query({
    access: 'signed_in',
    rest: ['GET', '/pocs/{poc_id}/overview'],
    summary: 'PoCの状況（評価の内訳、モデルの版ごとの良い率と95%区間、対応が要るもの）',
    input: pocId.extend({ time_zone: z.string().max(64).default('UTC').describe('IANA name; where weeks begin') }),
    output: PocOverview,
  }),
};
