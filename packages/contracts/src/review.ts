import { z } from 'zod';
import { Evaluation, Priority } from './codes.js';
import { query } from './endpoint.js';
import { id, timestamp } from './fields.js';

/** What a review goes through: answers without an evaluation; also 不十分 and 間違い without a correct answer; or every finished answer. */
export const ReviewScope = z.enum(['unevaluated', 'open', 'all']).meta({ id: 'ReviewScope' });
export type ReviewScope = z.infer<typeof ReviewScope>;

export const ReviewQueue = z
  .object({
    total: z.int().describe('All that fit, also those beyond the items'),
    items: z.array(z.object({ log_id: id, evaluation: Evaluation.nullable(), priority: Priority.nullable(), needs_correction: z.boolean() })),
  })
  .meta({ id: 'ReviewQueue' });
export type ReviewQueue = z.infer<typeof ReviewQueue>;

const Counts = z.object({
  evaluated: z.int().describe('By whom the verdict is, whoever had asked'),
  evaluated_today: z.int(),
  corrected_today: z.int().describe('Evaluated today, with a correct answer'),
  unevaluated: z.int().describe('By who asked: these wait for that person'),
});
export const ReviewProgress = z
  .object({
    me: Counts,
    team: Counts.describe('Everybody, me included'),
    people: z.array(Counts.extend({ user_id: id, username: z.string() })).describe('For an admin only, else empty. At most 100, most active today first'),
  })
  .meta({ id: 'ReviewProgress' });
export type ReviewProgress = z.infer<typeof ReviewProgress>;

export const review = {
  queue: query({
    access: 'signed_in',
    summary: '評価の順番（未評価が先、次に訂正待ち。優先度の高い順、古い順）',
    input: z.object({
      scope: ReviewScope.default('unevaluated'),
      poc_id: id.optional(),
      model_id: id.optional(),
      priority: Priority.optional(),
      session_id: id.optional(),
      mine: z.boolean().default(true).describe("false: for an admin, everybody's"),
      limit: z.int().min(1).max(500).default(200),
    }),
    output: ReviewQueue,
  }),
  progress: query({
    access: 'signed_in',
    summary: '評価の進み具合（自分とチーム）',
    input: z.object({ poc_id: id.optional(), today: timestamp.describe("Where the reader's day began") }),
    output: ReviewProgress,
  }),
};
