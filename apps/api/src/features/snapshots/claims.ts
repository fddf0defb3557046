import { Snapshot } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { changedNow, isAsTaken, judgementJson } from '../../judged-as-taken.js';
import { lockClaims } from './snapshot-lock.js';

export interface Acknowledged {
  snapshotId: number;
  trained: number;
  changed: number;
  takenByOthers: number;
}
const hourMs = 3_600_000;
/** Each part is one statement, none of which may take 30 s. */
const markedAtOnce = 2000;

/** Prolongs a claim, also one that has run out, as long as nobody else has taken any of its logs. */
export const renewClaim = (db: DataSource, caller: Caller, id: number, hours: number): Promise<void> =>
  withSnapshot(db, caller, id, async (tx, snapshot) => {
    if (snapshot.acknowledgedAt) throw new DomainError('conflict', 'This snapshot is trained already');
    await requireNotReleased(snapshot);
    const taken = await countTakenByOthers(tx, id);
    if (taken > 0) throw new DomainError('conflict', `The claim had run out, and another snapshot has taken ${taken} of its logs`);
    // Those of a claim that has run out may be gone, though nobody has taken them.
    await tx.query('INSERT INTO snapshot_claims (log_id, snapshot_id) SELECT log_id, snapshot_id FROM snapshot_examples WHERE snapshot_id = $1 ON CONFLICT (log_id) DO UPDATE SET snapshot_id = EXCLUDED.snapshot_id', [id]);
    await tx.update(Snapshot, id, { claimedUntil: new Date(Date.now() + hours * hourMs) });
  });

/** Gives the logs back. Twice is the same as once. */
export const releaseClaim = (db: DataSource, caller: Caller, id: number): Promise<void> =>
  withSnapshot(db, caller, id, async (tx, snapshot) => {
    if (snapshot.acknowledgedAt) throw new DomainError('conflict', 'This snapshot is trained already');
    if (snapshot.releasedAt) return;
    await tx.query('DELETE FROM snapshot_claims WHERE snapshot_id = $1', [id]);
    await tx.update(Snapshot, id, { claimedUntil: null, releasedAt: new Date() });
  });

/**
 * Records that a model was trained on it: its logs are 訓練済み from now on, but for those that were judged anew since, or that another snapshot
 * took after the claim had run out. Twice is the same as once.
 */
export const acknowledgeTraining = (db: DataSource, caller: Caller, id: number): Promise<Acknowledged> =>
  withSnapshot(db, caller, id, async (tx, snapshot) => {
    await requireNotReleased(snapshot);
    const takenByOthers = await countTakenByOthers(tx, id);
    if (!snapshot.acknowledgedAt) {
      await markTrained(tx, id, caller);
      await tx.query('DELETE FROM snapshot_claims WHERE snapshot_id = $1', [id]);
      await tx.update(Snapshot, id, { claimedUntil: null, acknowledgedAt: new Date(), acknowledgedById: caller.id });
    }
    const [{ trained, changed }] = await tx.query(countTrained, [id]);
    return { snapshotId: id, trained, changed, takenByOthers };
  });

const withSnapshot = <T>(db: DataSource, caller: Caller, id: number, change: (tx: EntityManager, snapshot: Snapshot) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    const { pocId } = await requireSnapshot(tx, id);
    await lockClaims(tx, pocId);
    const snapshot = await requireSnapshot(tx, id);
    if (snapshot.createdById !== caller.id && caller.role !== 'admin') throw new DomainError('forbidden', 'Only who took a snapshot, or an admin, can do this');
    return change(tx, snapshot);
  });

export const requireSnapshot = async (tx: EntityManager, id: number): Promise<Snapshot> => {
  const snapshot = await tx.findOneBy(Snapshot, { id });
  if (!snapshot) throw notFound('Snapshot');
  return snapshot;
};

const requireNotReleased = async ({ releasedAt }: Snapshot): Promise<void> => {
  if (releasedAt) throw new DomainError('conflict', 'This snapshot was released: its logs were given back');
};

const markTrained = async (tx: EntityManager, id: number, { id: callerId }: Caller): Promise<void> => {
  let after: number | null = 0;
  while (after !== null) {
    const [part]: [{ last: number | null }] = await tx.query<[{ last: number | null }]>(markPart, [id, callerId, after]);
    after = part.last;
  }
};

const countTakenByOthers = async (tx: EntityManager, id: number): Promise<number> => {
  const [{ taken }] = await tx.query(
    `SELECT count(*)::int AS taken FROM snapshot_examples example JOIN snapshot_claims claim USING (log_id) JOIN snapshots holder ON holder.id = claim.snapshot_id
      WHERE example.snapshot_id = $1 AND holder.id <> $1 AND holder.claimed_until > clock_timestamp()`,
    [id],
  );
  return taken as number;
};

// Only what is still judged as it was taken moves. The test part was never trained on.
const markPart = `
  WITH part AS (
    SELECT * FROM snapshot_examples WHERE snapshot_id = $1 AND log_id > $3 ORDER BY log_id LIMIT ${markedAtOnce}
  ), before AS (
    SELECT log.* FROM part AS example JOIN conversation_logs log ON log.id = example.log_id
     WHERE example.split <> 'test' AND log.status = 1 AND ${isAsTaken('log', 'example')}
       AND NOT EXISTS (SELECT 1 FROM snapshot_claims claim JOIN snapshots holder ON holder.id = claim.snapshot_id
                        WHERE claim.log_id = log.id AND holder.id <> $1 AND holder.claimed_until > clock_timestamp())
     ORDER BY log.id FOR UPDATE OF log
  ), trained AS (
    UPDATE conversation_logs log SET status = 2, updated_at = ${changedNow('log')}
      FROM before WHERE log.id = before.id RETURNING log.id
  ), judgements AS (
    SELECT id, ${judgementJson('before')} AS judgement FROM before
  ), kept AS (
    INSERT INTO log_changes (log_id, changed_by_id, before, after)
      SELECT id, $2, judgement, judgement || '{"status": 2}' FROM judgements JOIN trained USING (id)
  )
  SELECT max(log_id) AS last FROM part`;
const countTrained = `
  SELECT count(*) FILTER (WHERE log.status > 1)::int AS trained, count(*) FILTER (WHERE log.status = 1 AND NOT ${isAsTaken('log', 'example')})::int AS changed
    FROM snapshot_examples example JOIN conversation_logs log ON log.id = example.log_id WHERE example.snapshot_id = $1 AND example.split <> 'test'`;
