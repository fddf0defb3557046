import type { Evaluation, ImprovementStage, Priority } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { needsCorrection } from '../../needs-judgement.js';
import { onlyOf, stagedLogs } from './staged-logs.js';

/** A null id: it has not come so far, and what goes with that id is null too. */
export interface Improvement {
  id: number;
  question: string;
  evaluation: Evaluation;
  priority: Priority | null;
  evaluatedAt: Date | null;
  stage: ImprovementStage;
  snapshotId: number | null;
  snapshotVersion: number;
  takenAt: Date;
  acknowledgedAt: Date | null;
  modelId: number | null;
  modelName: string;
  modelVersion: number;
  runId: number | null;
  retestEvaluation: Evaluation;
  judgedAt: Date;
  carried: boolean;
}
interface Page {
  stage: ImprovementStage | undefined;
  limit: number;
  before: number | undefined;
}

/** Newest logs first. */
export const findImprovements = (db: DataSource, caller: Caller, pocId: number, { stage, limit, before }: Page): Promise<Improvement[]> => {
  const page = 'AND ($3::int IS NULL OR log.id < $3) ORDER BY log.id DESC LIMIT $4';
  // What lacks its correct answer is known without looking further, as is a page of all stages; which logs are at another stage, only when all are looked at.
  const logs = !stage ? stagedLogs(page) : stage === 'to_correct' ? stagedLogs(`AND ${needsCorrection('log')} ${page}`) : stagedLogs();
  return db.query(
    `${logs},
     page AS (SELECT * FROM staged WHERE ($3::int IS NULL OR id < $3) AND ($5::text IS NULL OR stage = $5) ORDER BY id DESC LIMIT $4)
     SELECT page.id, left(log.question, 200) AS question, log.evaluation, log.priority, log.evaluated_at AS "evaluatedAt", page.stage,
            snapshot.id AS "snapshotId", snapshot.version AS "snapshotVersion", snapshot.created_at AS "takenAt", snapshot.acknowledged_at AS "acknowledgedAt",
            model.id AS "modelId", model.model_name AS "modelName", model.version AS "modelVersion",
            answer.run_id AS "runId", answer.evaluation AS "retestEvaluation", coalesce(answer.judged_at, answer.answered_at, run.created_at) AS "judgedAt", answer.carried_from IS NOT NULL AS carried
       FROM page
       JOIN conversation_logs log ON log.id = page.id
       LEFT JOIN snapshots snapshot ON snapshot.id = page.snapshot_id
       LEFT JOIN models model ON model.id = page.model_id
       LEFT JOIN run_answers answer ON answer.id = page.answer_id
       LEFT JOIN runs run ON run.id = answer.run_id
      ORDER BY page.id DESC`,
    [pocId, onlyOf(caller), before ?? null, limit, stage ?? null],
  );
};
