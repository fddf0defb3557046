import type { LogLineage, ModelLine } from '@llamune/contracts';
import { lineageOf } from '../../model-lineage.js';
import type { HoldingSnapshot } from './log-lineage.js';
import type { Generation } from './model-line.js';

export const logLineageToWire = (snapshots: HoldingSnapshot[]): LogLineage => ({
  snapshots: snapshots.map((snapshot) => ({
    snapshot_id: snapshot.snapshotId,
    version: snapshot.version,
    created_at: snapshot.createdAt.toISOString(),
    acknowledged_at: snapshot.acknowledgedAt?.toISOString() ?? null,
    split: snapshot.split,
    is_current: snapshot.isCurrent,
    models: snapshot.models.map(({ modelId, modelName, version, generation }) => ({ model_id: modelId, model_name: modelName, version, generation })),
  })),
});

export const modelLineToWire = (line: Generation[]): ModelLine => ({
  generations: line.map(({ model, hasTrainingLog }) => ({
    model_id: model.id,
    model_name: model.modelName,
    version: model.version,
    lineage: lineageOf(model),
    trained_at: model.trainedAt?.toISOString() ?? null,
    has_training_log: hasTrainingLog,
    snapshot: model.snapshot && {
      snapshot_id: model.snapshot.id,
      version: model.snapshot.version,
      poc_id: model.snapshot.pocId,
      poc_name: model.snapshot.poc.name,
      train: model.snapshot.counts.train,
      corrections: model.snapshot.counts.corrections,
      content_sha256: model.snapshot.contentSha256,
    },
  })),
});
