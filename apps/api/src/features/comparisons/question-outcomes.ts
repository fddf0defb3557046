/** SQL: the two runs of comparison `$1`, and the logs that the candidate learned from since the baseline: by its own training, or that of an ancestor. */
export const compared = `
  WITH RECURSIVE compared AS (
    SELECT comparison.id, comparison.baseline_run_id, comparison.candidate_run_id, baseline.model_id AS baseline_model_id, candidate.model_id AS candidate_model_id
      FROM comparisons comparison JOIN runs baseline ON baseline.id = comparison.baseline_run_id JOIN runs candidate ON candidate.id = comparison.candidate_run_id
     WHERE comparison.id = $1
  ), line AS (
    -- UNION ends a circle of parents, which psql can make.
    SELECT model.id, model.parent_id, model.snapshot_id FROM compared JOIN models model ON model.id = candidate_model_id WHERE model.id <> baseline_model_id
    UNION
    SELECT parent.id, parent.parent_id, parent.snapshot_id FROM line JOIN models parent ON parent.id = line.parent_id CROSS JOIN compared WHERE parent.id <> baseline_model_id
  ), learned AS MATERIALIZED (
    SELECT DISTINCT example.log_id FROM snapshot_examples example WHERE example.snapshot_id IN (SELECT snapshot_id FROM line) AND example.split = 'train'
  )`;

/**
 * SQL: what became of each question of comparison `$1`, as `outcomes`. With several repeats a question is judged when all of them are, and 良い when more
 * than half of them are.
 */
export const questionOutcomes = `${compared}, counted AS (
    SELECT baseline.question_id, count(*) AS repeats,
           count(baseline.evaluation) = count(*) AND count(candidate.evaluation) = count(*) AS is_judged,
           count(*) FILTER (WHERE baseline.evaluation = 1) AS baseline_good, count(*) FILTER (WHERE candidate.evaluation = 1) AS candidate_good,
           min(baseline.evaluation) <> max(baseline.evaluation) AS baseline_unsteady, min(candidate.evaluation) <> max(candidate.evaluation) AS candidate_unsteady
      FROM compared
      JOIN run_answers baseline ON baseline.run_id = compared.baseline_run_id
      JOIN run_answers candidate ON candidate.run_id = compared.candidate_run_id AND candidate.question_id = baseline.question_id AND candidate.repeat = baseline.repeat
     GROUP BY baseline.question_id
  ), outcomes AS (
    SELECT counted.*, question.topic,
           CASE WHEN question.log_id IN (SELECT log_id FROM learned) THEN 'trained'
                WHEN question.kind <> 'question' AND sibling.log_id IN (SELECT log_id FROM learned) THEN question.kind
                ELSE 'other' END AS question_group,
           CASE WHEN NOT is_judged THEN 'unseen'
                WHEN 2 * baseline_good > repeats THEN CASE WHEN 2 * candidate_good > repeats THEN 'same_good' ELSE 'broken' END
                WHEN 2 * candidate_good > repeats THEN 'fixed'
                ELSE 'same_bad' END AS outcome
      FROM counted JOIN set_questions question ON question.id = counted.question_id LEFT JOIN set_questions sibling ON sibling.id = question.sibling_of_id
  )`;
