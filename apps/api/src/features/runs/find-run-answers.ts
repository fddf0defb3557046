import { Run, RunAnswer } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';
import { hasFailed } from './find-runs.js';

export interface AnswerFilter {
  failed?: boolean | undefined;
  evaluation?: number | undefined;
  /** Empty: those without one. */
  topic?: string | undefined;
  after?: number | undefined;
  limit: number;
}
export type AnswerWithQuestion = RunAnswer & { isHeldOut: boolean };

/** In the order in which they are asked. */
export const findRunAnswers = async (db: DataSource, runId: number, { failed, evaluation, topic, after, limit }: AnswerFilter): Promise<AnswerWithQuestion[]> => {
  const run = await db.getRepository(Run).findOneBy({ id: runId });
  if (!run) throw notFound('Run');
  const query = db.getRepository(RunAnswer).createQueryBuilder('answer').innerJoinAndSelect('answer.question', 'question').where('answer.runId = :runId AND answer.id > :after', { runId, after: after ?? 0 });
  if (failed !== undefined) query.andWhere(`${failed ? '' : 'NOT '}${hasFailed('answer')}`);
  if (evaluation !== undefined) query.andWhere('answer.evaluation = :evaluation', { evaluation });
  if (topic !== undefined) query.andWhere("coalesce(question.topic, '') = :topic", { topic });
  const answers = await query.orderBy('answer.id').limit(limit).getMany();
  const held: { question_key: string }[] = await db.query('SELECT question_key FROM held_out_questions WHERE poc_id = $1 AND question_key = ANY ($2)', [run.pocId, answers.map(({ question }) => question.questionKey)]);
  const keys = new Set(held.map(({ question_key }) => question_key));
  return answers.map((answer) => Object.assign(answer, { isHeldOut: keys.has(answer.question.questionKey) }));
};
