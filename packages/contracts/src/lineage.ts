import { z } from 'zod';
import { query } from './endpoint.js';
import { id, timestamp } from './fields.js';
import { ModelLineage } from './models.js';
import { Split } from './snapshots.js';

const ModelVersion = z.object({ model_id: id, model_name: z.string(), version: z.int() });

/** What became of a log: the snapshots that hold it, and every model that learned from it there. */
export const LogLineage = z
  .object({
    snapshots: z
      .array(
        z.object({
          snapshot_id: id,
          version: z.int(),
          created_at: timestamp,
          acknowledged_at: timestamp.nullable(),
          split: Split,
          is_current: z.boolean().describe('The log is still judged as it was taken'),
          models: z.array(ModelVersion.extend({ generation: z.int().describe('0: trained on this snapshot; 1: made of such a model; and so on') })),
        }),
      )
      .describe('Newest first, at most 100'),
  })
  .meta({ id: 'LogLineage' });
export type LogLineage = z.infer<typeof LogLineage>;

/** What a model was made of: itself, its parent, and so on to the one that nobody knows more of. */
export const ModelLine = z
  .object({
    generations: z.array(
      ModelVersion.extend({
        lineage: ModelLineage,
        trained_at: timestamp.nullable(),
        has_training_log: z.boolean(),
        snapshot: z.object({ snapshot_id: id, version: z.int(), poc_id: id, poc_name: z.string(), train: z.int(), corrections: z.int(), content_sha256: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'ModelLine' });
export type ModelLine = z.infer<typeof ModelLine>;

export const lineage = {
  log: query({ access: 'signed_in', rest: ['GET', '/logs/{log_id}/lineage'], summary: 'このログを使った訓練データと、そこから学んだモデル', input: z.object({ log_id: id }), output: LogLineage }),
  model: query({ access: 'signed_in', rest: ['GET', '/models/{model_id}/lineage'], summary: 'このモデルが何から作られたか（親と訓練データ）', refusals: [404], input: z.object({ model_id: id }), output: ModelLine }),
};
