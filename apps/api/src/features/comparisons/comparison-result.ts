import type { Outcome, QuestionGroup } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Agreement } from '../../statistics/kappa.js';
import { findComparison, type ComparisonWithProgress } from './find-comparisons.js';
import { pairStates, preferred } from '../../pair-states.js';
import { questionOutcomes } from './question-outcomes.js';

/** Questions, and what became of them. */
export type Outcomes = Record<Outcome | 'questions', number>;
export interface Result extends ComparisonWithProgress {
  outcomes: Outcomes;
  groups: (Outcomes & { group: QuestionGroup })[];
  topics: (Outcomes & { topic: string | null })[];
  unsteady: { baseline: number; candidate: number };
  preferences: { candidate: number; baseline: number; same: number; both_bad: number };
  twice: { pairs: number; agreed: number; cells: Agreement[] };
  judges: { username: string; pairs: number }[];
}
const mostTopics = 200;
const mostJudges = 50;

/** Everything that is said of a comparison, of one moment. */
export const comparisonResult = (db: DataSource, id: number): Promise<Result> =>
  db.transaction('REPEATABLE READ', async (tx) => {
    const found = await findComparison(tx, id);
    const rows = await tx.query<Row[]>(countOutcomes, [id, mostTopics]);
    const [{ preferences, ...twice }] = await tx.query<[Result['twice'] & Pick<Result, 'preferences'>]>(countJudgements, [id]);
    const total = rows.find(({ kind }) => kind === 'all')!;
    return {
      ...found,
      outcomes: outcomesOf(total),
      unsteady: { baseline: total.baseline_unsteady, candidate: total.candidate_unsteady },
      groups: rows.flatMap((row) => (row.kind === 'group' ? [{ ...outcomesOf(row), group: row.question_group }] : [])),
      topics: rows.flatMap((row) => (row.kind === 'topic' ? [{ ...outcomesOf(row), topic: row.topic }] : [])),
      preferences,
      twice,
      judges: await tx.query(findJudges, [id, mostJudges]),
    };
  });

type Row = Outcomes & { kind: 'all' | 'group' | 'topic'; topic: string | null; question_group: QuestionGroup; baseline_unsteady: number; candidate_unsteady: number };
const outcomesOf = ({ questions, fixed, broken, same_good, same_bad, unseen }: Outcomes): Outcomes => ({ questions, fixed, broken, same_good, same_bad, unseen });

const outcomeNames = ['fixed', 'broken', 'same_good', 'same_bad', 'unseen'] as const;
const countOutcomes = `${questionOutcomes}, grouped AS (
    SELECT CASE grouping(question_group, topic) WHEN 3 THEN 'all' WHEN 1 THEN 'group' ELSE 'topic' END AS kind, question_group, topic, count(*)::int AS questions,
           ${outcomeNames.map((name) => `count(*) FILTER (WHERE outcome = '${name}')::int AS ${name}`).join(', ')},
           count(*) FILTER (WHERE baseline_unsteady)::int AS baseline_unsteady, count(*) FILTER (WHERE candidate_unsteady)::int AS candidate_unsteady
      FROM outcomes GROUP BY GROUPING SETS ((), (question_group), (topic))
  ), ordered AS (
    SELECT *, row_number() OVER (PARTITION BY kind ORDER BY questions DESC, topic) AS place FROM grouped
  )
  SELECT * FROM ordered WHERE place <= $2 ORDER BY kind, array_position(ARRAY['trained', 'paraphrase', 'near_miss', 'other'], question_group), place`;

const sideChosen = (choice: string) => `count(*) FILTER (WHERE choice = '${choice}')`;
const countJudgements = `
  WITH ${pairStates('pair.comparison_id = $1')}, decided AS (
    SELECT ${preferred} AS choice
      FROM states JOIN pair_judgements said ON said.id = states.decisive_id
  ), twice AS (
    SELECT states.differs,
           (SELECT baseline.answer_key = candidate.answer_key FROM run_answers baseline, run_answers candidate WHERE baseline.id = baseline_answer_id AND candidate.id = candidate_answer_id) IS TRUE AS is_equal, first.baseline_evaluation AS first_baseline, second.baseline_evaluation AS second_baseline,
           first.candidate_evaluation AS first_candidate, second.candidate_evaluation AS second_candidate
      FROM states JOIN pair_judgements first ON first.id = states.first_id JOIN pair_judgements second ON second.id = states.second_id
  ), cells AS (
    -- An answer that both versions gave was judged once.
    SELECT first, second, count(*) AS count
      FROM (SELECT first_baseline AS first, second_baseline AS second FROM twice UNION ALL SELECT first_candidate, second_candidate FROM twice WHERE NOT is_equal) judged
     GROUP BY first, second
  )
  SELECT (SELECT json_build_object('candidate', ${sideChosen('candidate')}, 'baseline', ${sideChosen('baseline')}, 'same', ${sideChosen('same')}, 'both_bad', ${sideChosen('both_bad')}) FROM decided) AS preferences,
         (SELECT count(*)::int FROM twice) AS pairs, (SELECT count(*)::int FROM twice WHERE NOT differs) AS agreed,
         (SELECT coalesce(json_agg(cells), '[]') FROM cells) AS cells`;

const findJudges = `
  SELECT judge.username, count(DISTINCT pair.id)::int AS pairs
    FROM pairs pair JOIN pair_judgements judgement ON judgement.pair_id = pair.id JOIN users judge ON judge.id = judgement.judged_by_id
   WHERE pair.comparison_id = $1 GROUP BY judge.id ORDER BY pairs DESC, judge.username LIMIT $2`;
