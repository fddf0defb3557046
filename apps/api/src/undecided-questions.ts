import type { EntityManager } from 'typeorm';
import { isOpen, pairStates } from './pair-states.js';

/** Which of these questions (by their keys) two people are to judge in this PoC and do not agree on yet: nobody can say what their answer should be, so they test nothing. */
export const findUndecided = async (tx: EntityManager, pocId: number, questionKeys: string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ key: string }[]>(
    `WITH asked AS MATERIALIZED (
       SELECT answer.id, question.question_key AS key
         FROM set_questions question JOIN question_sets sets ON sets.id = question.set_id JOIN run_answers answer ON answer.question_id = question.id
        WHERE sets.poc_id = $1 AND question.question_key = ANY ($2)
     ), ${pairStates('pair.wants_second AND pair.candidate_answer_id IN (SELECT id FROM asked)')}
     SELECT DISTINCT asked.key FROM states JOIN asked ON asked.id = states.candidate_answer_id WHERE ${isOpen}`,
    [pocId, questionKeys],
  );
  return new Set(rows.map(({ key }) => key));
};
