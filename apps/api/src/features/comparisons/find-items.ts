import type { Evaluation, ItemTrait, Outcome, QuestionGroup, QuestionKind } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import { requireComparison } from './find-comparisons.js';
import { pairStates, preferred } from '../../pair-states.js';
import { questionOutcomes } from './question-outcomes.js';

interface Wanted {
  outcome?: Outcome | undefined;
  group?: QuestionGroup | undefined;
  /** Empty: those without one. */
  topic?: string | undefined;
  trait?: ItemTrait | undefined;
  after?: number | undefined;
  limit: number;
}
interface Answered {
  answer: string;
  evaluation: Evaluation | null;
  carried: boolean;
  repeats: number;
  good: number;
}
export interface Item {
  questionId: number;
  question: string;
  expectedAnswer: string | null;
  topic: string | null;
  kind: QuestionKind;
  group: QuestionGroup;
  outcome: Outcome;
  logId: number | null;
  baseline: Answered;
  candidate: Answered;
}

/** The questions behind the numbers of a result, in order of their ids. */
export const findItems = async (db: DataSource, comparisonId: number, { outcome, group, topic, trait, after, limit }: Wanted): Promise<Item[]> => {
  await requireComparison(db, comparisonId);
  return db.query<Item[]>(itemsOf(trait), [comparisonId, outcome ?? null, group ?? null, topic ?? null, after ?? 0, limit]);
};

/** SQL: of the repeats, the first one that was judged as most of them were. */
const shown = (side: 'baseline' | 'candidate') => `
  CROSS JOIN LATERAL (
    SELECT json_build_object('answer', answer.answer, 'evaluation', answer.evaluation, 'carried', answer.carried_from IS NOT NULL, 'repeats', page.repeats, 'good', page.${side}_good) AS answered
      FROM run_answers answer WHERE answer.run_id = compared.${side}_run_id AND answer.question_id = page.question_id
     ORDER BY (coalesce(answer.evaluation, 0) = 1) = (2 * page.${side}_good > page.repeats) DESC, answer.repeat LIMIT 1
  ) ${side}`;

/** SQL: questions of which a pair, with what is said of it, fits a condition on `states` and `said`. */
const withPair = (condition: string) => `
  outcomes.question_id IN (
    WITH ${pairStates('pair.comparison_id = $1')}
    SELECT answer.question_id FROM states JOIN run_answers answer ON answer.id = states.baseline_answer_id LEFT JOIN pair_judgements said ON said.id = states.decisive_id WHERE ${condition})`;
const traitConditions: Record<ItemTrait, string> = {
  preferred_candidate: withPair(`${preferred} = 'candidate'`),
  preferred_same: withPair(`${preferred} = 'same'`),
  preferred_both_bad: withPair(`${preferred} = 'both_bad'`),
  preferred_baseline: withPair(`${preferred} = 'baseline'`),
  agreed: withPair('first_id IS NOT NULL AND second_id IS NOT NULL AND NOT differs'),
  differed: withPair('differs'),
  decided: withPair('differs AND lead_id IS NOT NULL'),
  unsteady_baseline: 'baseline_unsteady',
  unsteady_candidate: 'candidate_unsteady',
  good_baseline: 'is_judged AND 2 * baseline_good > repeats',
  good_candidate: 'is_judged AND 2 * candidate_good > repeats',
  carried: `is_judged AND NOT ${withPair('true')}`,
};

const itemsOf = (trait: ItemTrait | undefined) => `${questionOutcomes}, page AS (
    SELECT * FROM outcomes
     WHERE ${trait ? traitConditions[trait] : 'true'}
       AND question_id > $5 AND ($2::text IS NULL OR outcome = $2) AND ($3::text IS NULL OR question_group = $3) AND ($4::text IS NULL OR coalesce(topic, '') = $4)
     ORDER BY question_id LIMIT $6
  )
  SELECT page.question_id AS "questionId", question.question, question.expected_answer AS "expectedAnswer", page.topic, question.kind, page.question_group AS "group", page.outcome,
         question.log_id AS "logId", baseline.answered AS baseline, candidate.answered AS candidate
    FROM page JOIN set_questions question ON question.id = page.question_id CROSS JOIN compared ${shown('baseline')} ${shown('candidate')}
   ORDER BY page.question_id`;
