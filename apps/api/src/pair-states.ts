import type { Evaluation, JudgeRole, PairChoice } from '@llamune/contracts';

/** The newest judgement of one role. */
export interface Said {
  id: number;
  choice: PairChoice;
  baselineEvaluation: Evaluation;
  candidateEvaluation: Evaluation;
  judgedById: number;
}
export type SaidByRole = Partial<Record<JudgeRole, Said>>;

const differ = (one: Said, other: Said) => one.baselineEvaluation !== other.baselineEvaluation || one.candidateEvaluation !== other.candidateEvaluation;

/** Whose word counts: the lead's, or else the first judge's, unless a second one sees it otherwise: then nobody's, until a lead decides. */
export const decisive = ({ first, second, lead }: SaidByRole): Said | undefined => lead ?? (first && second && differ(first, second) ? undefined : first);

/**
 * SQL: the pairs that fit a condition on `pair`, as `states`, each with what was said of it last. `is_carried`: before anybody looked at it, both answers
 * came to the judgement of equal ones; `differs`: two judges do not agree; `decisive_id`: as `decisive` above.
 */
export const pairStates = (condition: string) => `
  together AS (
    SELECT pair.*, newest.*, first.judged_by_id AS first_by, second.judged_by_id AS second_by,
           (first.baseline_evaluation <> second.baseline_evaluation OR first.candidate_evaluation <> second.candidate_evaluation) IS TRUE AS differs,
           -- The answers are read only where it matters: with their texts they are by far the largest table.
           CASE WHEN first.id IS NULL
                THEN (SELECT bool_and(answer.evaluation IS NOT NULL) FROM run_answers answer WHERE answer.id IN (pair.baseline_answer_id, pair.candidate_answer_id)) ELSE false END AS is_carried
      FROM pairs pair
      -- By index, pair by pair: just after ten thousand of them were made, the planner takes them for a few.
      CROSS JOIN LATERAL (
        SELECT max(id) FILTER (WHERE role = 'first') AS first_id, max(id) FILTER (WHERE role = 'second') AS second_id, max(id) FILTER (WHERE role = 'lead') AS lead_id
          FROM pair_judgements WHERE pair_id = pair.id
      ) newest
      LEFT JOIN pair_judgements first ON first.id = newest.first_id
      LEFT JOIN pair_judgements second ON second.id = newest.second_id
     WHERE ${condition}
  ), states AS (
    SELECT *, CASE WHEN lead_id IS NOT NULL THEN lead_id WHEN NOT differs THEN first_id END AS decisive_id FROM together
  )`;

/**
 * SQL condition on a row of `states`: a judgement is still to come. Nobody has judged it, and its answers have not come to the judgement of equal ones
 * meanwhile; or the two who were to judge it do not agree, and no lead has decided.
 */
export const isOpen = '(lead_id IS NULL AND CASE WHEN first_id IS NULL THEN NOT is_carried ELSE differs OR (wants_second AND second_id IS NULL) END)';

/** SQL: which version a judgement `said` of a row of `states` prefers: `baseline`, `candidate`, or `same`, `both_bad`. */
export const preferred = `CASE WHEN said.choice IN ('left', 'right') THEN CASE WHEN (said.choice = 'left') = states.baseline_is_left THEN 'baseline' ELSE 'candidate' END ELSE said.choice END`;

/**
 * SQL: what somebody can still judge a row of `states` as; null: nothing. A second judge is another person than the first. A lead is an admin who was neither
 * of the two: only where no other admin is left may it be one of them, since else the disagreement could never be decided.
 */
export const openRole = (userId: string, isAdmin: string) => `
  CASE WHEN first_id IS NULL THEN 'first'
       WHEN wants_second AND second_id IS NULL THEN CASE WHEN first_by <> ${userId} THEN 'second' END
       WHEN differs AND lead_id IS NULL AND ${isAdmin}
            AND (${userId} NOT IN (first_by, second_by)
                 OR NOT EXISTS (SELECT 1 FROM users admin WHERE admin.role = 'admin' AND admin.disabled_at IS NULL AND admin.id NOT IN (first_by, second_by))) THEN 'lead' END`;
