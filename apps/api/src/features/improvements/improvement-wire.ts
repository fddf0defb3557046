import type { Improvement as WireImprovement } from '@llamune/contracts';
import type { Improvement } from './find-improvements.js';

export const improvementToWire = (found: Improvement): WireImprovement => ({
  id: found.id,
  question: found.question,
  evaluation: found.evaluation,
  priority: found.priority,
  evaluated_at: found.evaluatedAt?.toISOString() ?? null,
  stage: found.stage,
  snapshot: found.snapshotId === null ? null : { snapshot_id: found.snapshotId, version: found.snapshotVersion, created_at: found.takenAt.toISOString(), acknowledged_at: found.acknowledgedAt?.toISOString() ?? null },
  model: found.modelId === null ? null : { model_id: found.modelId, model_name: found.modelName, version: found.modelVersion },
  retest: found.runId === null ? null : { run_id: found.runId, evaluation: found.retestEvaluation, judged_at: found.judgedAt.toISOString(), carried: found.carried },
});
