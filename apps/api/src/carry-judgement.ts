import { createHash } from 'node:crypto';
import type { Evaluation } from '@llamune/contracts';
import type { EntityManager } from 'typeorm';
import type { JudgedAnswer } from './prove-log.js';

/** An answer after NFKC, with white space folded. Two that have the same key are the same answer, and have the same judgement. */
export const answerKeyOf = (answer: string): string => createHash('sha256').update(answer.normalize('NFKC').replace(/\s+/gu, ' ').trim()).digest('hex');

/** What an answer's judgement comes from, when it is not that of a person who looked at this very one. */
export interface Carried {
  evaluation: Evaluation;
  from: 'run' | 'log' | 'expected';
  answerId: number | null;
  logId: number | null;
  /** Who judged the equal answer; null: not known, since it was not an answer of a run. */
  judgedById: number | null;
}

/** The newest judgement that a person gave to an equal answer to the same question, in another run of the PoC. */
export const findJudgedAlike = async (tx: EntityManager, { pocId, questionKey, answerKey }: { pocId: number; questionKey: string; answerKey: string }): Promise<Carried | null> => {
  const [found] = await tx.query<{ id: number; evaluation: Evaluation; judgedById: number | null }[]>(
    `SELECT other.id, other.evaluation, other.judged_by_id AS "judgedById"
       FROM set_questions question JOIN run_answers other ON other.question_id = question.id AND other.answer_key = $3 JOIN runs run ON run.id = other.run_id
      WHERE question.question_key = $2 AND run.poc_id = $1 AND other.evaluation IS NOT NULL AND other.carried_from IS NULL
      ORDER BY other.judged_at DESC, other.id DESC LIMIT 1`,
    [pocId, questionKey, answerKey],
  );
  return found ? { evaluation: found.evaluation, from: 'run', answerId: found.id, logId: null, judgedById: found.judgedById } : null;
};

/** After a person has judged an answer: equal ones to the same question in the PoC have that judgement too, unless a person has judged them themselves. Answers those of logs. */
export const carryToEqual = (tx: EntityManager, answerId: number): Promise<JudgedAnswer[]> =>
  ofLogs(
    tx,
    `UPDATE run_answers other
        SET evaluation = judged.evaluation, carried_from = 'run', carried_from_answer_id = judged.id, carried_from_log_id = NULL, judged_by_id = judged.judged_by_id, judged_at = judged.judged_at
       FROM run_answers judged
       JOIN set_questions asked ON asked.id = judged.question_id
       JOIN runs run ON run.id = judged.run_id
       JOIN set_questions same ON same.question_key = asked.question_key
      WHERE judged.id = $1 AND judged.evaluation IS NOT NULL AND judged.carried_from IS NULL AND judged.answer_key IS NOT NULL
        AND other.question_id = same.id AND other.answer_key = judged.answer_key AND other.id <> judged.id
        AND (other.evaluation IS NULL OR other.carried_from IS NOT NULL)
        AND EXISTS (SELECT 1 FROM runs r WHERE r.id = other.run_id AND r.poc_id = run.poc_id)
      RETURNING other.id, other.question_id`,
    [answerId],
  );

/** After a judgement is in doubt again: whatever was carried from that answer has none either. Answers those of logs. */
export const takeBackCarried = (tx: EntityManager, answerIds: number[]): Promise<JudgedAnswer[]> =>
  ofLogs(
    tx,
    `UPDATE run_answers SET evaluation = NULL, carried_from = NULL, carried_from_answer_id = NULL, carried_from_log_id = NULL, judged_by_id = NULL, judged_at = NULL
      WHERE carried_from = 'run' AND carried_from_answer_id = ANY($1)
      RETURNING id, question_id`,
    [answerIds],
  );

/** @param update Returns id and question_id of answers. */
const ofLogs = (tx: EntityManager, update: string, parameters: unknown[]): Promise<JudgedAnswer[]> =>
  tx.query(`WITH changed AS (${update}) SELECT changed.id AS "answerId", question.log_id AS "logId" FROM changed JOIN set_questions question ON question.id = changed.question_id WHERE question.log_id IS NOT NULL`, parameters);
