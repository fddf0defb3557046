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

export const differ = (one: Said, other: Said) => one.baselineEvaluation !== other.baselineEvaluation || one.candidateEvaluation !== other.candidateEvaluation;

/** Whose word counts: the lead's, or else the first judge's, unless a second one sees it otherwise: then nobody's, until a lead decides. */
export const decisive = ({ first, second, lead }: SaidByRole): Said | undefined => lead ?? (first && second && differ(first, second) ? undefined : first);

/**
 * SQL: the pairs that fit a condition on `pair`, as `states`, each with what was said of it last. `is_known`: both answers have a judgement, be it one that
 * was carried over; `differs`: two judges do not agree; `decisive_id`: as `decisive` above.
 */
export const pairStates = (condition: string) => `
  chosen AS MATERIALIZED (
    SELECT pair.*, baseline.question_id, baseline.evaluation IS NOT NULL AND candidate.evaluation IS NOT NULL AS is_known, baseline.answer_key = candidate.answer_key AS is_equal
      FROM pairs pair JOIN run_answers baseline ON baseline.id = pair.baseline_answer_id JOIN run_answers candidate ON candidate.id = pair.candidate_answer_id
     WHERE ${condition}
  ), said AS MATERIALIZED (
    SELECT DISTINCT ON (pair_id, role) * FROM pair_judgements WHERE pair_id IN (SELECT id FROM chosen) ORDER BY pair_id, role, id DESC
  ), together AS (
    SELECT chosen.*, first.id AS first_id, first.judged_by_id AS first_by, second.id AS second_id, second.judged_by_id AS second_by, lead.id AS lead_id,
           (first.baseline_evaluation <> second.baseline_evaluation OR first.candidate_evaluation <> second.candidate_evaluation) IS TRUE AS differs
      FROM chosen
      LEFT JOIN said first ON first.pair_id = chosen.id AND first.role = 'first'
      LEFT JOIN said second ON second.pair_id = chosen.id AND second.role = 'second'
      LEFT JOIN said lead ON lead.pair_id = chosen.id AND lead.role = 'lead'
  ), states AS (
    SELECT *, CASE WHEN lead_id IS NOT NULL THEN lead_id WHEN NOT differs THEN first_id END AS decisive_id FROM together
  )`;

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
