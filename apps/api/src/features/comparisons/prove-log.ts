import { logStatuses, type LogStatus } from '@llamune/contracts';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { changedNow, isAsTaken, judgementJson } from '../../judged-as-taken.js';

interface Proof {
  /** One of the answers in question was judged 良い, and its model learned from the log as it is judged now. */
  isProven: boolean;
  /** Any answer was. */
  isProvenBySome: boolean;
  /** It became 検証済み by a person's judgement of a pair, not by hand. */
  wasByJudgement: boolean;
}

/**
 * Moves the status of a question's log by what was just judged: 訓練済み becomes 検証済み when a model that was trained on it is 良い at it now, and goes back when
 * that judgement was taken back and no other answer proves it. Answers the log's id if it is proven by these answers.
 */
export const proveByAnswers = async (tx: EntityManager, caller: Caller, logId: number, answerIds: number[]): Promise<number | null> => {
  const [log] = await tx.query<{ status: LogStatus }[]>('SELECT status FROM conversation_logs WHERE id = $1 FOR UPDATE', [logId]);
  const [proof] = await tx.query<[Proof]>(findProof, [logId, answerIds]);
  if (log?.status === logStatuses.trained && proof.isProven) await moveStatus(tx, caller, logId, logStatuses.verified);
  if (log?.status === logStatuses.verified && !proof.isProvenBySome && proof.wasByJudgement) await moveStatus(tx, caller, logId, logStatuses.trained);
  return log && log.status !== logStatuses.unprocessed && proof.isProven ? logId : null;
};

// Both rows of a judgement have the time of its transaction: by that, and by who it was, the history tells what it came from.
const findProof = `
  WITH RECURSIVE taught AS (
    SELECT model.id
      FROM snapshot_examples example
      JOIN conversation_logs log ON log.id = example.log_id
      JOIN snapshots snapshot ON snapshot.id = example.snapshot_id AND snapshot.acknowledged_at IS NOT NULL
      JOIN models model ON model.snapshot_id = snapshot.id
     WHERE example.log_id = $1 AND example.split = 'train' AND ${isAsTaken('log', 'example')}
    UNION
    SELECT child.id FROM models child JOIN taught ON child.parent_id = taught.id
  ), proving AS (
    SELECT answer.id FROM set_questions question JOIN run_answers answer ON answer.question_id = question.id JOIN runs run ON run.id = answer.run_id
     WHERE question.log_id = $1 AND answer.evaluation = 1 AND answer.carried_from IS NULL AND run.model_id IN (SELECT id FROM taught)
  ), verified AS (
    SELECT changed_at, changed_by_id FROM log_changes WHERE log_id = $1 AND before->'status' = '2' AND after->'status' = '3' ORDER BY id DESC LIMIT 1
  )
  SELECT EXISTS (SELECT 1 FROM proving WHERE id = ANY ($2::int[])) AS "isProven", EXISTS (SELECT 1 FROM proving) AS "isProvenBySome",
         EXISTS (SELECT 1 FROM verified JOIN pair_judgements judgement ON judgement.judged_by_id = verified.changed_by_id AND judgement.judged_at = verified.changed_at) AS "wasByJudgement"`;

const moveStatus = async (tx: EntityManager, caller: Caller, logId: number, status: LogStatus): Promise<void> => {
  await tx.query(
    `WITH before AS (SELECT ${judgementJson('log')} AS judgement FROM conversation_logs log WHERE id = $1), moved AS (
       UPDATE conversation_logs log SET status = $3, updated_at = ${changedNow('log')} WHERE id = $1
     )
     INSERT INTO log_changes (log_id, changed_by_id, before, after) SELECT $1, $2, judgement, judgement || jsonb_build_object('status', $3::int) FROM before`,
    [logId, caller.id, status],
  );
};
