import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { SnapshotOptions, type SnapshotCounts, type TakeSnapshot } from '@llamune/contracts';
import { HeldOutQuestion, Poc, Snapshot } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { readCandidates } from './candidates.js';
import { CandidateCheck, type Checked, type Chosen } from './check-candidates.js';
import { exampleLine, readExamples } from './example-lines.js';
import { lockClaims } from './snapshot-lock.js';

export type TakeProgress = { type: 'waiting' } | { type: 'reading'; done: number } | { type: 'writing'; done: number; total: number };
interface Watch {
  onProgress?: (progress: TakeProgress) => void;
  signal?: AbortSignal | undefined;
}

const writtenAtOnce = 1000;
const hourMs = 3_600_000;

/**
 * Takes what can be taken into a new snapshot and claims it, all in one transaction: whatever interrupts it, nothing is taken.
 * Answers the snapshot's id; asked again with the same request key, that of the first time.
 * @throws {DomainError} not_found: no such PoC; conflict: nothing to train, or the key was used for something else.
 */
export const takeSnapshot = (db: DataSource, caller: Caller, request: TakeSnapshot, { onProgress = () => {}, signal }: Watch = {}): Promise<number> =>
  db.transaction(async (tx) => {
    const options = SnapshotOptions.parse(request);
    await requirePoc(tx, options.poc_id);
    onProgress({ type: 'waiting' });
    await lockClaims(tx, options.poc_id, signal);
    const before = request.request_key === undefined ? null : await tx.findOneBy(Snapshot, { createdById: caller.id, requestKey: request.request_key });
    if (before) return sameRequest(before, options);
    await dropExpiredClaims(tx, options.poc_id);
    const checked = await checkCandidates(tx, options, { onProgress, signal });
    if (checked.counts.train === 0) throw new DomainError('conflict', nothingToTrain(checked.counts));
    const id = await insertSnapshot(tx, caller, request, options, checked.counts);
    await writeExamples(tx, id, checked.chosen, { onProgress, signal });
    // Nothing is known of so many new rows yet, and what reads them part by part would sort all of them each time.
    await tx.query('ANALYZE snapshot_examples');
    await seal(tx, id, checked.counts, signal);
    return id;
  });

/** Reads everything that fits, and decides what of it can be taken. Changes nothing. */
export const checkCandidates = async (tx: EntityManager, options: SnapshotOptions, { onProgress = () => {}, signal }: Watch = {}): Promise<Checked> => {
  const heldOut = await tx.find(HeldOutQuestion, { where: { pocId: options.poc_id }, select: { id: true, question: true } });
  const check = new CandidateCheck(options, heldOut.map(({ question }) => question));
  let done = 0;
  for await (const candidates of readCandidates(tx, options)) {
    signal?.throwIfAborted();
    check.add(candidates);
    onProgress({ type: 'reading', done: (done += candidates.length) });
    // Whoever waits for an answer is served between two portions.
    await setImmediate();
  }
  return check.finish();
};

export const requirePoc = async (tx: EntityManager, id: number): Promise<void> => {
  if (!(await tx.existsBy(Poc, { id }))) throw notFound('PoC');
};

const sameRequest = (before: Snapshot, options: SnapshotOptions): number => {
  if (before.pocId !== options.poc_id) throw new DomainError('conflict', `This request_key was used for snapshot ${before.id} of another PoC`);
  return before.id;
};

const nothingToTrain = ({ examples, valid, test, blocked }: SnapshotCounts): string => {
  if (examples > 0) return `Nothing to train: the ${examples} logs that can be taken belong to valid (${valid}) and test (${test}). Take them with valid_percent and test_percent 0, or evaluate more.`;
  const reasons = Object.entries(blocked).map(([kind, count]) => `${kind} ${count}`);
  return `Nothing to train: no evaluated log fits${reasons.length > 0 ? ` (left out: ${reasons.join(', ')})` : ''}`;
};

const dropExpiredClaims = (tx: EntityManager, pocId: number): Promise<unknown> =>
  tx.query('DELETE FROM snapshot_claims USING snapshots WHERE snapshots.id = snapshot_id AND poc_id = $1 AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())', [pocId]);

const insertSnapshot = async (tx: EntityManager, caller: Caller, request: TakeSnapshot, options: SnapshotOptions, counts: SnapshotCounts): Promise<number> => {
  const newest = await tx.maximum(Snapshot, 'version', { pocId: options.poc_id });
  const { id } = await tx.save(
    tx.create(Snapshot, {
      pocId: options.poc_id,
      version: (newest ?? 0) + 1,
      createdById: caller.id,
      requestKey: request.request_key ?? null,
      description: request.description ?? null,
      options,
      counts,
      contentSha256: '',
      claimedUntil: new Date(Date.now() + (request.claim_hours ?? 24) * hourMs),
    }),
  );
  return id;
};

/** Copies the texts within the database. A log that was judged anew since it was looked at is left out. */
const writeExamples = async (tx: EntityManager, snapshotId: number, chosen: Chosen[], { onProgress = () => {}, signal }: Watch): Promise<void> => {
  for (let at = 0; at < chosen.length; at += writtenAtOnce) {
    signal?.throwIfAborted();
    const part = chosen.slice(at, at + writtenAtOnce);
    await tx.query(copyExamples, [snapshotId, part.map(({ logId }) => logId), part.map(({ updatedAt }) => new Date(updatedAt).toISOString()), part.map(({ split }) => split)]);
    onProgress({ type: 'writing', done: at + part.length, total: chosen.length });
  }
  await tx.query('INSERT INTO snapshot_claims (log_id, snapshot_id) SELECT log_id, snapshot_id FROM snapshot_examples WHERE snapshot_id = $1', [snapshotId]);
};

// The rules of targetOf (check-candidates.ts) in SQL. What was cut off is no example of how not to answer: it was never said to the end.
const copyExamples = `
  INSERT INTO snapshot_examples (snapshot_id, log_id, split, evaluation, priority, system_prompt, turns, question, target, rejected)
  SELECT $1, log.id, chosen.split, log.evaluation, log.priority, log.system_prompt, log.turns, log.question, made.target,
         CASE WHEN log.evaluation > 1 AND (log.finish_reason = 'stop' OR made.target IS NULL) AND btrim(log.answer) <> '' AND log.answer IS DISTINCT FROM made.target THEN log.answer END
    FROM unnest($2::int[], $3::timestamptz[], $4::text[]) AS chosen (log_id, updated_at, split)
    JOIN conversation_logs log ON log.id = chosen.log_id AND date_trunc('milliseconds', log.updated_at) = chosen.updated_at
   CROSS JOIN LATERAL (SELECT CASE WHEN log.evaluation = 1 THEN log.answer WHEN btrim(log.correct_answer, E' \\n\\r\\t\\u3000') <> '' THEN log.correct_answer END AS target) AS made`;

/** Counts and hashes what is really there, which never changes from now on. */
const seal = async (tx: EntityManager, id: number, planned: SnapshotCounts, signal: AbortSignal | undefined): Promise<void> => {
  const hash = createHash('sha256');
  const counts = { ...planned, examples: 0, train: 0, valid: 0, test: 0, corrections: 0, negatives: 0 };
  for await (const examples of readExamples(tx, id)) {
    signal?.throwIfAborted();
    for (const example of examples) {
      hash.update(exampleLine(example));
      counts.examples++;
      counts[example.split]++;
      if (example.target === null) counts.negatives++;
      else if (example.evaluation !== 1) counts.corrections++;
    }
    await setImmediate();
  }
  const changed = planned.examples - counts.examples;
  if (changed > 0) counts.blocked = { ...counts.blocked, changed };
  if (counts.train === 0) throw new DomainError('conflict', nothingToTrain(counts));
  await tx.update(Snapshot, id, { counts, contentSha256: hash.digest('hex') });
};
