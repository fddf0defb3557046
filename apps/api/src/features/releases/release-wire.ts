import type { Release as WireRelease, ReleaseState as WireState } from '@llamune/contracts';
import type { Release } from '@llamune/db';
import type { ReleaseState } from './find-releases.js';

const releaseToWire = (release: Release): WireRelease => ({
  id: release.id,
  poc_id: release.pocId,
  model_id: release.modelId,
  model_name: release.model.modelName,
  model_version: release.model.version,
  comparison_id: release.comparisonId,
  checks: release.checks,
  exception_reason: release.exceptionReason,
  reverts_id: release.revertsId,
  decided_at: release.decidedAt.toISOString(),
  decided_by: release.decidedBy.username,
});

export const releaseStateToWire = ({ pocId, policy, history }: ReleaseState): WireState => {
  const releases = history.map(releaseToWire);
  return { poc_id: pocId, policy, current: releases[0] ?? null, history: releases };
};
