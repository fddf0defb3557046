import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { before, filledText, id, limit, text, timestamp } from './fields.js';
import { LogFilter } from './logs.js';
import { textLimits } from './text-limits.js';

/**
 * `question`: asked by somebody, or made for the test / `paraphrase`: the same in other words: who has understood answers it too /
 * `near_miss`: looks alike, but its answer is another: who has only memorised answers it wrongly.
 */
export const QuestionKind = z.enum(['question', 'paraphrase', 'near_miss']).meta({ id: 'QuestionKind' });
export type QuestionKind = z.infer<typeof QuestionKind>;

export const QuestionSet = z
  .object({
    id,
    poc_id: id,
    name: z.string(),
    description: z.string().nullable(),
    version: z.int().describe('Each change of its questions makes one'),
    question_count: z.int(),
    held_out_count: z.int().describe('Of these, kept for testing: no snapshot takes them'),
    kinds: z.object({ question: z.int(), paraphrase: z.int(), near_miss: z.int() }),
    topics: z.array(z.string()).describe('At most 200'),
    created_at: timestamp,
    created_by: z.string(),
    archived_at: timestamp.nullable(),
  })
  .meta({ id: 'QuestionSet' });
export type QuestionSet = z.infer<typeof QuestionSet>;

export const QuestionSetVersion = z.object({ version: z.int(), created_at: timestamp, created_by: z.string(), question_count: z.int(), added: z.int(), removed: z.int() }).meta({ id: 'QuestionSetVersion' });
export type QuestionSetVersion = z.infer<typeof QuestionSetVersion>;

export const SetQuestion = z
  .object({
    id,
    kind: QuestionKind,
    sibling_of_id: id.nullable().describe('The question that it paraphrases, or nearly is'),
    question: z.string(),
    expected_answer: z.string().nullable(),
    topic: z.string().nullable(),
    log_id: id.nullable().describe('The judged log it was taken from'),
    held_out: z.boolean(),
    added_in: z.int().describe('Version of the set'),
    removed_in: z.int().nullable(),
  })
  .meta({ id: 'SetQuestion' });
export type SetQuestion = z.infer<typeof SetQuestion>;

export const NewQuestion = z.object({
  question: filledText(textLimits.question),
  expected_answer: text(textLimits.answer).nullish(),
  topic: filledText(textLimits.name).nullish(),
  kind: QuestionKind.default('question'),
  sibling_of_id: id.nullish().describe('A question of this set. A paraphrase or a near miss has one; without it, it belongs to the last question before it in the same list'),
});
export type NewQuestion = z.infer<typeof NewQuestion>;

/** Text as it is copied out of a spreadsheet (tab-separated) or a CSV file. With a heading line the columns may stand in any order. */
export const PastedQuestions = z
  .object({
    questions: z.array(NewQuestion.extend({ line: z.int() })),
    problems: z.array(z.object({ line: z.int(), problem: z.enum(['no_question', 'too_long', 'duplicate', 'unknown_kind', 'unreadable']) })),
    columns: z.array(z.enum(['question', 'expected_answer', 'topic', 'kind', 'ignored'])).describe('How the columns were understood'),
  })
  .meta({ id: 'PastedQuestions' });
export type PastedQuestions = z.infer<typeof PastedQuestions>;

const questionsAtOnce = 1000;
const setId = z.object({ set_id: id });
export const questionSets = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/question-sets'],
    summary: '質問セット一覧（新しい順）',
    input: z.object({ poc_id: id.optional(), archived: z.boolean().default(false), limit, before }),
    output: z.array(QuestionSet),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/question-sets/{set_id}'], summary: '質問セットの詳細', refusals: [404], input: setId, output: QuestionSet }),
  versions: query({ access: 'signed_in', rest: ['GET', '/question-sets/{set_id}/versions'], summary: '質問セットの版（新しい順）', refusals: [404], input: setId, output: z.array(QuestionSetVersion).describe('At most 1000') }),
  questions: query({
    access: 'signed_in',
    rest: ['GET', '/question-sets/{set_id}/questions'],
    summary: '質問（番号順。続きは after）',
    refusals: [404],
    input: setId.extend({ version: id.optional().describe('Omitted: the newest'), limit, after: id.optional() }),
    output: z.array(SetQuestion),
  }),
  create: mutation({
    access: 'admin',
    rest: ['POST', '/question-sets'],
    status: 201,
    summary: '質問セットを作る',
    refusals: [400, 404, 409],
    input: z.object({ poc_id: id, name: filledText(textLimits.name), description: text(textLimits.note).nullish(), questions: z.array(NewQuestion).max(questionsAtOnce).default([]) }),
    output: QuestionSet,
  }),
  update: mutation({
    access: 'admin',
    rest: ['PUT', '/question-sets/{set_id}'],
    summary: '名前・説明の変更、しまう・戻す（省略は変更なし）',
    refusals: [404],
    input: setId.extend({ name: filledText(textLimits.name).optional(), description: text(textLimits.note).nullish(), archived: z.boolean().optional() }),
    output: QuestionSet,
  }),
  change: mutation({
    access: 'admin',
    rest: ['POST', '/question-sets/{set_id}/changes'],
    summary: '質問を加える・除く・書き換える。新しい版になる',
    refusals: [400, 404, 409],
    input: setId.extend({
      seen_version: id.optional().describe('The version that was looked at: 409 when somebody has changed the set since'),
      add: z.array(NewQuestion).max(questionsAtOnce).default([]).describe('What the set has already, by its question, is not added again'),
      remove: z.array(id).max(questionsAtOnce).default([]),
      replace: z.array(NewQuestion.extend({ id })).max(questionsAtOnce).default([]),
    }),
    output: QuestionSet,
  }),
  addFromLogs: mutation({
    access: 'admin',
    rest: ['POST', '/question-sets/{set_id}/from-logs'],
    summary: '評価済みのログから質問を加える（正解は、良いなら回答、ほかは正しい回答）',
    refusals: [404, 409],
    input: setId.extend(LogFilter.pick({ priority: true, model_id: true, since: true, until: true, search: true }).shape).extend({
      take: z.enum(['corrected', 'good', 'both']).default('both').describe('corrected: what was wrong and has a correct answer; good: as a guard against getting worse'),
      topic: filledText(textLimits.name).nullish(),
      limit: z.int().min(1).max(10_000).default(1000).describe('Oldest first'),
    }),
    output: z.object({ set: QuestionSet, added: z.int(), known: z.int().describe('In the set already') }).meta({ id: 'AddedFromLogs' }),
  }),
  holdOut: mutation({
    access: 'admin',
    rest: ['POST', '/question-sets/{set_id}/held-out'],
    summary: '質問を再テスト用に取り置く・取り置きをやめる（取り置いた質問は、訓練に使われない）',
    refusals: [404, 409],
    input: setId.extend({ question_ids: z.array(id).max(questionsAtOnce).optional().describe('Omitted: all of the newest version'), held_out: z.boolean() }),
    output: z.object({ set: QuestionSet, changed: z.int(), refused: z.array(id).describe('Two judges do not agree on them yet') }).meta({ id: 'HeldOutChange' }),
  }),
  parse: mutation({ access: 'admin', rest: ['POST', '/question-sets/parse'], summary: '表計算や CSV から貼り付けた文字列を読む（1000 行まで。何も変えない）', refusals: [400], input: z.object({ text: text(1_000_000) }), output: PastedQuestions }),
};
