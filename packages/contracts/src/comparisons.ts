import { z } from 'zod';
import { Evaluation } from './codes.js';
import { mutation, query, stream } from './endpoint.js';
import { before, id, limit, timestamp } from './fields.js';
import { Rate } from './pocs.js';
import { QuestionKind } from './question-sets.js';

const count = z.int().min(0);
const Version = z.object({ run_id: id, model_id: id, model_name: z.string(), model_version: z.int(), model_is_demo: z.boolean() });

/** Who judges a pair: the first judge; a second one, who does not know of the first; or a lead who decides where the two differ. */
export const JudgeRole = z.enum(['first', 'second', 'lead']).meta({ id: 'JudgeRole' });
export type JudgeRole = z.infer<typeof JudgeRole>;
export const PairChoice = z.enum(['left', 'right', 'same', 'both_bad']).meta({ id: 'PairChoice' });
export type PairChoice = z.infer<typeof PairChoice>;

export const Comparison = z
  .object({
    id,
    poc_id: id,
    set_id: id,
    set_name: z.string(),
    set_version: z.int(),
    baseline: Version,
    candidate: Version,
    second_percent: z.int().describe('Share of the pairs that a second person judges too, without knowing'),
    created_at: timestamp,
    created_by: z.string(),
    progress: z.object({
      pairs: count.describe('That a person has to look at'),
      judged: count.describe('Nobody has to look at it first any more: a person has, or both answers have the judgement of equal ones meanwhile'),
      second_wanted: count,
      second_judged: count,
      disagreed: count.describe('Of these, where the two differ in an evaluation'),
      decided: count.describe('Of these, by a lead'),
      carried: count.describe('Questions that nobody has to look at: both answers are judged already'),
    }),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

/** Two answers, in random order; which version gave which is told when the judgement is saved. */
export const BlindPair = z
  .object({
    pair_id: id,
    role: JudgeRole,
    question: z.string(),
    expected_answer: z.string().nullable(),
    topic: z.string().nullable(),
    left: z.string(),
    right: z.string().nullable().describe('null: both versions answered the same, as left'),
    remaining: count.describe('For this person, this one included'),
    earlier: z.array(z.object({ left_evaluation: Evaluation, right_evaluation: Evaluation, choice: PairChoice })).describe('For a lead: what the two have said; else empty'),
  })
  .meta({ id: 'BlindPair' });
export type BlindPair = z.infer<typeof BlindPair>;

export const JudgedPair = z
  .object({
    pair_id: id,
    left_is: z.enum(['baseline', 'candidate', 'both']),
    baseline_evaluation: Evaluation,
    candidate_evaluation: Evaluation,
    verified_log_id: id.nullable().describe('Its log is 検証済み now: a model trained on it answered it well'),
  })
  .meta({ id: 'JudgedPair' });
export type JudgedPair = z.infer<typeof JudgedPair>;

/** What became of a question: `fixed`: not 良い before, 良い now / `broken`: the reverse / `same_good`, `same_bad` / `unseen`: one of the two is not judged. */
export const Outcome = z.enum(['fixed', 'broken', 'same_good', 'same_bad', 'unseen']).meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof Outcome>;

/**
 * Where the candidate could know the answer from: `trained`: the log of the question was in what it, or an ancestor up to the baseline, learned from /
 * `paraphrase`, `near_miss`: of such a question / `other`: it never saw it.
 */
export const QuestionGroup = z.enum(['trained', 'paraphrase', 'near_miss', 'other']).meta({ id: 'QuestionGroup' });
export type QuestionGroup = z.infer<typeof QuestionGroup>;

/**
 * What is known of a question beside its outcome. `preferred_…`: one of its pairs is decided so / `agreed`, `differed`: two people judged one of its pairs,
 * alike or not / `decided`: where they differ, a lead has decided / `unsteady_…`: the repeats of that version were not all judged alike / `good_…`: that version is 良い at it, and both are judged / `carried`: nobody
 * had to look at it.
 */
export const ItemTrait = z
  .enum(['preferred_candidate', 'preferred_same', 'preferred_both_bad', 'preferred_baseline', 'agreed', 'differed', 'decided', 'unsteady_baseline', 'unsteady_candidate', 'good_baseline', 'good_candidate', 'carried'])
  .meta({ id: 'ItemTrait' });
export type ItemTrait = z.infer<typeof ItemTrait>;

const Outcomes = z.object({ questions: count, fixed: count, broken: count, same_good: count, same_bad: count, unseen: count });
const Side = z.object({ judged: count, good: count, good_rate: Rate.nullable() });
/** Of the questions that both versions are judged on: the two can be set beside each other, and follow from the outcomes. */
const PairedSide = Side.meta({ description: 'Over the questions that both versions are judged on: unseen ones count for neither' });
export const ComparisonResult = z
  .object({
    comparison: Comparison,
    outcomes: Outcomes,
    baseline: PairedSide,
    candidate: PairedSide,
    p: z.number().nullable().describe('Exact McNemar, two-sided, over fixed and broken; null: nothing was judged'),
    sentence: z.object({ ja: z.string(), en: z.string() }).describe('The result in plain words, to be signed'),
    groups: z.array(Outcomes.extend({ group: QuestionGroup, baseline: PairedSide, candidate: PairedSide })),
    topics: z.array(Outcomes.extend({ topic: z.string().nullable(), baseline: PairedSide, candidate: PairedSide })).describe('At most 200, most questions first'),
    preferences: z.object({ candidate: count, baseline: count, same: count, both_bad: count }).describe('Of the pairs that are decided'),
    unsteady: z.object({ baseline: count, candidate: count }).describe('Questions whose repeats were not all judged alike'),
    agreement: z
      .object({ pairs: count, agreed: count, kappa: z.number().nullable().describe("Cohen's, over the evaluations; null: not defined"), words: z.enum(['poor', 'slight', 'fair', 'moderate', 'substantial', 'almost_perfect']).nullable().describe('Landis and Koch 1977') })
      .describe('Of two who judged the same pairs, neither knowing of the other'),
    judges: z.array(z.object({ username: z.string(), pairs: count })).describe('Who has judged, in whatever role, and how many of the pairs; at most 50, most pairs first'),
  })
  .meta({ id: 'ComparisonResult' });
export type ComparisonResult = z.infer<typeof ComparisonResult>;

/** Of the repeats, the first one that was judged as most of them were. */
const Answered = z.object({ answer: z.string(), evaluation: Evaluation.nullable(), carried: z.boolean(), repeats: count, good: count.describe('Of the repeats, 良い: more than half make the question 良い') });
export const ComparisonItem = z
  .object({
    question_id: id,
    question: z.string(),
    expected_answer: z.string().nullable(),
    topic: z.string().nullable(),
    kind: QuestionKind,
    group: QuestionGroup,
    outcome: Outcome,
    log_id: id.nullable(),
    baseline: Answered,
    candidate: Answered,
  })
  .meta({ id: 'ComparisonItem' });
export type ComparisonItem = z.infer<typeof ComparisonItem>;

export const VersionMatrix = z
  .object({
    versions: z.array(Version.extend({ overall: Side })).describe('The newest finished run of each model, oldest model first; at most 20'),
    topics: z.array(z.object({ topic: z.string().nullable(), cells: z.array(Side).describe('One for each version') })).describe('At most 200, most questions first'),
  })
  .meta({ id: 'VersionMatrix' });
export type VersionMatrix = z.infer<typeof VersionMatrix>;

const comparisonId = z.object({ comparison_id: id });
const share = z.int().min(0).max(100);
export const comparisons = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/comparisons'],
    summary: '版の比較一覧（新しい順）',
    input: z.object({ poc_id: id.optional(), set_id: id.optional(), model_id: id.optional().describe('As the new version'), limit: z.int().min(1).max(100).default(50), before }),
    output: z.array(Comparison),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'signed_in', rest: ['GET', '/comparisons/{comparison_id}'], summary: '版の比較の進み具合', refusals: [404], input: comparisonId, output: Comparison }),
  create: mutation({
    access: 'admin',
    rest: ['POST', '/comparisons'],
    status: 201,
    summary: '2つの再テストを比べる（同じ2つなら、いつも同じもの）',
    refusals: [400, 404, 409],
    input: z.object({ baseline_run_id: id, candidate_run_id: id, second_percent: share.default(0) }),
    output: Comparison,
  }),
  next: query({
    access: 'evaluator',
    rest: ['GET', '/comparisons/{comparison_id}/next'],
    summary: '次に判定する組（どちらがどの版かは伏せる）。なければ null',
    refusals: [404],
    input: comparisonId.extend({ skip: z.array(id).max(200).default([]).describe('Left for later') }),
    output: BlindPair.nullable(),
  }),
  pair: query({ access: 'evaluator', rest: ['GET', '/pairs/{pair_id}'], summary: '自分が判定した組をもう一度（やり直すため）', refusals: [404], input: z.object({ pair_id: id }), output: BlindPair }),
  judge: mutation({
    access: 'evaluator',
    rest: ['PUT', '/pairs/{pair_id}/judgement'],
    summary: '組の判定。保存してから、どちらがどの版だったかを返す。もう一度送ると書き換わる',
    refusals: [400, 404, 409],
    input: z.object({
      pair_id: id,
      role: JudgeRole.optional().describe('As the pair was shown. Omitted: what this person has judged it as, or else what is open'),
      choice: PairChoice,
      left_evaluation: Evaluation,
      right_evaluation: Evaluation.describe('Where both versions answered the same: as left_evaluation'),
    }),
    output: JudgedPair,
  }),
  waiveSecond: mutation({
    access: 'admin',
    rest: ['PUT', '/comparisons/{comparison_id}/waive-second'],
    summary: '2人目の判定を待つのをやめる（済んだ判定は残る）',
    refusals: [404],
    input: comparisonId,
    output: Comparison,
  }),
  result: query({ access: 'signed_in', rest: ['GET', '/comparisons/{comparison_id}/result'], summary: '比較の結果', refusals: [404], input: comparisonId, output: ComparisonResult }),
  items: query({
    access: 'signed_in',
    rest: ['GET', '/comparisons/{comparison_id}/items'],
    summary: '結果のもとになった質問（番号順。続きは after）',
    refusals: [404],
    input: comparisonId.extend({ outcome: Outcome.optional(), group: QuestionGroup.optional(), topic: z.string().max(200).optional().describe('Empty: those without one'), trait: ItemTrait.optional(), limit, after: id.optional() }),
    output: z.array(ComparisonItem),
  }),
  preferences: stream({
    access: 'learner',
    rest: ['GET', '/comparisons/{comparison_id}/preferences'],
    summary: '判定から作った好みの組（DPO 形式の JSONL。取り置いた質問は入らない）',
    refusals: [404],
    input: comparisonId.extend({ format: z.enum(['dpo']).default('dpo') }),
    yields: z.string(),
    file: { dpo: { type: 'application/jsonl; charset=utf-8', name: 'preferences-{comparison_id}.dpo.jsonl' } },
  }),
  matrix: query({ access: 'signed_in', rest: ['GET', '/question-sets/{set_id}/matrix'], summary: '話題 × モデルの版の、良い率', refusals: [404], input: z.object({ set_id: id }), output: VersionMatrix }),
};
