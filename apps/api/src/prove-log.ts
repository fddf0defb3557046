import { logStatuses, type LogStatus } from '@llamune/contracts';
import type { EntityManager } from 'typeorm';
import { changedNow, isAsTaken, judgementJson } from './judged-as-taken.js';

/** An answer to the question of a log whose judgement has come, changed or gone. */
export interface JudgedAnswer {
  answerId: number;
  logId: number;
}
interface Proof {
  /** One of the answers in question that is 良い, and whose model learned from the log as it is judged now. */
  provenBy: number | null;
  /** Any answer is. */
  isProvenBySome: boolean;
  /** It became 検証済み by an answer, not by hand. */
  wasByAnswer: boolean;
}

/**
 * Moves the status of logs by the judgements of answers: 訓練済み becomes 検証済み when a model that was trained on it is 良い at it now, and goes back when that
 * judgement was taken back and no other answer proves it. A judgement that an equal answer carries counts like the one it comes from.
 * @param personId Whose word it is.
 * @returns The logs that these answers prove.
 */
export const proveLogs = async (tx: EntityManager, personId: number, answers: JudgedAnswer[]): Promise<number[]> => {
  const proven: number[] = [];
  // Always in the same order: two that lock the same logs do not wait for each other.
  for (const logId of [...new Set(answers.map((answer) => answer.logId))].toSorted((a, b) => a - b)) {
    const answerIds = answers.filter((answer) => answer.logId === logId).map(({ answerId }) => answerId);
    if (await proveLog(tx, personId, logId, answerIds)) proven.push(logId);
  }
  return proven;
};

const proveLog = async (tx: EntityManager, personId: number, logId: number, answerIds: number[]): Promise<boolean> => {
  const [log] = await tx.query<{ status: LogStatus }[]>('SELECT status FROM conversation_logs WHERE id = $1 FOR UPDATE', [logId]);
  const [{ provenBy, isProvenBySome, wasByAnswer }] = await tx.query<[Proof]>(findProof, [logId, answerIds]);
  if (log?.status === logStatuses.trained && provenBy !== null) await moveStatus(tx, personId, logId, logStatuses.verified, provenBy);
  if (log?.status === logStatuses.verified && !isProvenBySome && wasByAnswer) await moveStatus(tx, personId, logId, logStatuses.trained, null);
  return log !== undefined && log.status !== logStatuses.unprocessed && provenBy !== null;
};

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
     WHERE question.log_id = $1 AND answer.evaluation = 1 AND run.model_id IN (SELECT id FROM taught)
  ), verified AS (
    SELECT proof_answer_id FROM log_changes WHERE log_id = $1 AND before->'status' = '2' AND after->'status' = '3' ORDER BY id DESC LIMIT 1
  )
  SELECT (SELECT max(id) FROM proving WHERE id = ANY ($2::int[])) AS "provenBy", EXISTS (SELECT 1 FROM proving) AS "isProvenBySome",
         EXISTS (SELECT 1 FROM verified WHERE proof_answer_id IS NOT NULL) AS "wasByAnswer"`;

const moveStatus = async (tx: EntityManager, personId: number, logId: number, status: LogStatus, proofAnswerId: number | null): Promise<void> => {
  await tx.query(
    `WITH before AS (SELECT ${judgementJson('log')} AS judgement FROM conversation_logs log WHERE id = $1), moved AS (
       UPDATE conversation_logs log SET status = $3, updated_at = ${changedNow('log')} WHERE id = $1
     )
     INSERT INTO log_changes (log_id, changed_by_id, before, after, proof_answer_id) SELECT $1, $2, judgement, judgement || jsonb_build_object('status', $3::int), $4 FROM before`,
    [logId, personId, status, proofAnswerId],
  );
};
