import { SnapshotOptions, type Acknowledgement, type Preflight, type Snapshot } from '@llamune/contracts';
import type { Acknowledged } from './claims.js';
import type { SnapshotWithModels } from './find-snapshots.js';
import type { PreflightResult } from './preflight.js';

export const snapshotToWire = ({ snapshot, state, modelIds }: SnapshotWithModels): Snapshot => ({
  id: snapshot.id,
  poc_id: snapshot.pocId,
  poc_name: snapshot.poc.name,
  version: snapshot.version,
  description: snapshot.description,
  created_at: snapshot.createdAt.toISOString(),
  created_by: snapshot.createdBy.username,
  request_key: snapshot.requestKey,
  options: SnapshotOptions.parse(snapshot.options),
  counts: snapshot.counts,
  content_sha256: snapshot.contentSha256,
  state,
  claimed_until: snapshot.claimedUntil?.toISOString() ?? null,
  acknowledged_at: snapshot.acknowledgedAt?.toISOString() ?? null,
  acknowledged_by: snapshot.acknowledgedBy?.username ?? null,
  model_ids: modelIds,
});

export const preflightToWire = ({ counts, problems, claimedElsewhere }: PreflightResult): Preflight => ({
  counts,
  problems: problems.map(({ kind, logId, question, target, detail, otherLogId }) => ({ kind, log_id: logId, question, target, detail, other_log_id: otherLogId })),
  claimed_elsewhere: claimedElsewhere,
});

export const acknowledgementToWire = ({ snapshotId, trained, changed, takenByOthers }: Acknowledged): Acknowledgement => ({ snapshot_id: snapshotId, trained, changed, taken_by_others: takenByOthers });
