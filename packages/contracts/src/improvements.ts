import { z } from 'zod';
import { Evaluation, Priority } from './codes.js';
import { query } from './endpoint.js';
import { before, id, limit, timestamp } from './fields.js';

/**
 * How far an answer that was not 良い has come: `to_correct`: without a correct answer / `to_take`: corrected, in no training yet / `to_train`: in a snapshot that
 * is not trained / `to_retest`: trained, the new version not judged on it / `not_fixed`: judged, and still not 良い / `verified`: judged 良い, 検証済み.
 */
export const ImprovementStage = z.enum(['to_correct', 'to_take', 'to_train', 'to_retest', 'not_fixed', 'verified']).meta({ id: 'ImprovementStage' });
export type ImprovementStage = z.infer<typeof ImprovementStage>;

export const Improvement = z
  .object({
    id: id.describe('The log'),
    question: z.string().describe('Its first 200 characters'),
    evaluation: Evaluation,
    priority: Priority.nullable(),
    evaluated_at: timestamp.nullable(),
    stage: ImprovementStage,
    snapshot: z.object({ snapshot_id: id, version: z.int(), created_at: timestamp, acknowledged_at: timestamp.nullable() }).nullable().describe('The newest that holds it as it is judged now'),
    model: z.object({ model_id: id, model_name: z.string(), version: z.int() }).nullable().describe('The newest version that learned from it'),
    retest: z.object({ run_id: id, evaluation: Evaluation, judged_at: timestamp, carried: z.boolean() }).nullable().describe('The newest judgement of what such a version answered'),
  })
  .meta({ id: 'Improvement' });
export type Improvement = z.infer<typeof Improvement>;

export const improvements = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/improvements'],
    summary: '改善台帳（不十分・間違いのログが、どこまで進んだか。新しい順）',
    input: z.object({ poc_id: id, stage: ImprovementStage.optional(), limit: limit.default(200), before }),
    output: z.array(Improvement),
    nextPage: { input: 'before', from: 'id' },
  }),
  counts: query({ access: 'signed_in', rest: ['GET', '/improvements/counts'], summary: '改善台帳の段階ごとの件数', input: z.object({ poc_id: id }), output: z.record(ImprovementStage, z.int()) }),
};
