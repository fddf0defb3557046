import { Pair } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { onOneLine } from '../../json-lines.js';
import { messagesOf } from '../../prompt-messages.js';
import { requireComparison } from './find-comparisons.js';
import { pairStates } from '../../pair-states.js';

interface Preference {
  systemPrompt: string | null;
  question: string;
  chosen: string;
  rejected: string;
}
const readAtOnce = 200;

/**
 * What people preferred without knowing the version, as lines of JSON (TRL, "Dataset formats": preference, conversational, with explicit prompt), like the
 * file `dpo` of a snapshot. Never anything that is kept for testing.
 */
export async function* exportPreferences(db: DataSource, comparisonId: number): AsyncGenerator<string, void, undefined> {
  await requireComparison(db, comparisonId);
  const pairs = await db.getRepository(Pair).countBy({ comparisonId });
  // Positions are counted from 1 without a gap.
  for (let after = 0; after < pairs; after += readAtOnce) {
    const rows = await db.query<Preference[]>(readPreferences, [comparisonId, after, after + readAtOnce]);
    if (rows.length > 0) yield rows.map((row) => `${onOneLine(recordOf(row))}\n`).join('');
  }
}

const recordOf = ({ systemPrompt, question, chosen, rejected }: Preference) => ({
  prompt: messagesOf(systemPrompt, [], question),
  chosen: [{ role: 'assistant', content: chosen }],
  rejected: [{ role: 'assistant', content: rejected }],
});

/**
 * Better than the other is not yet right: only what was judged 良い is chosen, since a wrong answer never becomes training text. What was cut off was never
 * said to the end: it is no example, neither how to answer nor how not to. With a question that is kept for testing stay its paraphrases, and what it paraphrases.
 */
const readPreferences = `
  WITH ${pairStates('pair.comparison_id = $1 AND pair.position > $2 AND pair.position <= $3')}
  SELECT run.system_prompt AS "systemPrompt", question.question, chosen_answer.answer AS chosen, rejected_answer.answer AS rejected
    FROM states
    JOIN pair_judgements said ON said.id = states.decisive_id AND said.choice IN ('left', 'right')
    CROSS JOIN LATERAL (SELECT (said.choice = 'left') = states.baseline_is_left AS is_baseline) preferred
    JOIN run_answers chosen_answer ON chosen_answer.id = CASE WHEN is_baseline THEN baseline_answer_id ELSE candidate_answer_id END
    JOIN run_answers rejected_answer ON rejected_answer.id = CASE WHEN is_baseline THEN candidate_answer_id ELSE baseline_answer_id END
    JOIN runs run ON run.id = chosen_answer.run_id
    JOIN set_questions question ON question.id = chosen_answer.question_id
   WHERE CASE WHEN is_baseline THEN said.baseline_evaluation ELSE said.candidate_evaluation END = 1
     AND chosen_answer.finish_reason = 'stop' AND rejected_answer.finish_reason = 'stop'
     AND NOT EXISTS (SELECT 1 FROM set_questions kin JOIN held_out_questions held ON held.question_key = kin.question_key AND held.poc_id = run.poc_id
                      WHERE kin.id IN (question.id, question.sibling_of_id) OR kin.sibling_of_id IN (question.id, question.sibling_of_id))
   ORDER BY states.position`;
