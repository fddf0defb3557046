import { QuestionSet, SetQuestion } from '@llamune/db';
import { questionKeyOf } from '../fold-question.js';
import type { TestApp } from './test-app.js';

/** A question set in its first version. Answers the set and its questions, in order. */
export const addQuestionSet = async ({ db }: TestApp, { pocId, userId }: { pocId: number; userId: number }, questions: (Partial<SetQuestion> & { question: string })[]) => {
  const set = await db.manager.save(db.manager.create(QuestionSet, { pocId, name: '簿記の質問', createdById: userId }));
  await db.query('INSERT INTO question_set_versions (set_id, version, created_by_id) VALUES ($1, 1, $2)', [set.id, userId]);
  const rows = await db.manager.save(questions.map((question) => db.manager.create(SetQuestion, { setId: set.id, addedIn: 1, questionKey: questionKeyOf(question.question), ...question })), { chunk: 500 });
  return { set, questions: rows };
};
