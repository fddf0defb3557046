import type { ImprovementStage } from '@llamune/contracts';
import type { Caller } from '../../authenticate.js';
import { needsCorrection } from '../../needs-judgement.js';

/** An evaluator sees the own logs; what is evaluated is known to a learner and an admin. */
export const onlyOf = ({ id, role }: Caller): number | null => (role === 'evaluator' ? id : null);

const isAsNow = 'example.evaluation = log.evaluation AND example.target = log.correct_answer';
const isAt = (condition: string, stage: ImprovementStage) => `WHEN ${condition} THEN '${stage}'`;

/**
 * SQL, to be continued with a comma or a SELECT: `staged` has the logs of PoC $1 that are not 良い ($2: only this user's), each with its stage and with
 * what it is known from: the snapshots that hold it as it is judged now, but for what they only test with and what was given back; and the newest judged
 * answer of a model that learned from one of these.
 *
 * In steps that are joined by nothing but ids, so that PostgreSQL cannot choose badly while it has no statistics of what was just imported.
 * @param page Only these of the logs, as what follows the conditions on `log`; few enough for an index to find what belongs to each.
 */
export const stagedLogs = (page = '') => `
  WITH RECURSIVE line AS (
    SELECT model.id AS model_id, model.snapshot_id FROM models model JOIN snapshots snapshot ON snapshot.id = model.snapshot_id WHERE snapshot.poc_id = $1
    UNION
    SELECT child.id, line.snapshot_id FROM models child JOIN line ON child.parent_id = line.model_id
  ), learned AS MATERIALIZED (
    SELECT model_id, array_agg(snapshot_id) AS snapshot_ids FROM line GROUP BY model_id
  ), learners AS MATERIALIZED (
    SELECT snapshot_id, max(model_id) AS model_id FROM line GROUP BY snapshot_id
  ), faulty AS MATERIALIZED (
    SELECT log.id, log.status FROM conversation_logs log WHERE log.poc_id = $1 AND log.evaluation > 1 AND ($2::int IS NULL OR log.user_id = $2) ${page}
  ), held AS MATERIALIZED (
    SELECT example.log_id AS id, array_agg(example.snapshot_id) FILTER (WHERE ${isAsNow}) AS snapshot_ids, max(example.snapshot_id) FILTER (WHERE ${isAsNow}) AS snapshot_id,
           max(learners.model_id) FILTER (WHERE ${isAsNow}) AS model_id, bool_or(snapshot.acknowledged_at IS NOT NULL) FILTER (WHERE ${isAsNow}) AS is_trained
      FROM snapshots snapshot
      JOIN snapshot_examples example ON example.snapshot_id = snapshot.id
      JOIN conversation_logs log ON log.id = example.log_id
      LEFT JOIN learners ON learners.snapshot_id = snapshot.id
     WHERE snapshot.poc_id = $1 AND snapshot.released_at IS NULL AND example.split <> 'test' AND example.evaluation > 1
           ${page && 'AND example.log_id = ANY (ARRAY(SELECT id FROM faulty))'}
     GROUP BY example.log_id
  ), answered AS MATERIALIZED (
    SELECT held.id, held.snapshot_ids, answer.id AS answer_id, answer.evaluation, run.model_id, coalesce(answer.judged_at, answer.answered_at, run.created_at) AS judged_at
      FROM held
      JOIN set_questions question ON question.log_id = held.id
      JOIN run_answers answer ON answer.question_id = question.id AND answer.evaluation IS NOT NULL
      JOIN runs run ON run.id = answer.run_id
  ), retest AS (
    SELECT DISTINCT ON (answered.id) answered.id, answered.answer_id, answered.evaluation
      FROM answered JOIN learned ON learned.model_id = answered.model_id AND learned.snapshot_ids && answered.snapshot_ids
     ORDER BY answered.id, answered.judged_at DESC, answered.answer_id DESC
  ), facts AS (
    SELECT id, status, false AS is_uncorrected, NULL::int AS snapshot_id, NULL::int AS model_id, false AS is_trained, NULL::int AS answer_id, NULL::int AS evaluation FROM faulty
    UNION ALL SELECT id, NULL, false, snapshot_id, model_id, is_trained, NULL, NULL FROM held
    UNION ALL SELECT id, NULL, false, NULL, NULL, false, answer_id, evaluation FROM retest
    UNION ALL SELECT log.id, NULL, true, NULL, NULL, false, NULL, NULL FROM conversation_logs log WHERE log.poc_id = $1 AND ${needsCorrection('log')}
  ), staged AS (
    SELECT id, max(snapshot_id) AS snapshot_id, max(model_id) AS model_id, max(answer_id) AS answer_id,
           CASE ${isAt('bool_or(is_uncorrected)', 'to_correct')}
                ${isAt('max(evaluation) = 1', 'verified')}
                ${isAt('max(evaluation) > 1', 'not_fixed')}
                ${isAt('max(status) = 3', 'verified')}
                ${isAt('bool_or(is_trained)', 'to_retest')}
                ${isAt('max(snapshot_id) IS NOT NULL', 'to_train')}
                ELSE '${'to_take' satisfies ImprovementStage}' END AS stage
      FROM facts GROUP BY id HAVING max(status) IS NOT NULL
  )`;
