import { QuestionSet, QuestionSetVersion, Run, RunAnswer, SetQuestion } from '@llamune/db';
import type { QueryDeepPartialEntity } from 'typeorm';
import { answerKeyOf } from '../carry-judgement.js';
import { questionKeyOf } from '../fold-question.js';
import type { TestApp } from './test-app.js';

/** A question set in its first version. Answers its questions in their order. */
export const addQuestionSet = async ({ db }: TestApp, { pocId, createdById }: { pocId: number; createdById: number }, questions: Partial<SetQuestion>[]): Promise<{ setId: number; questions: SetQuestion[] }> => {
  const set = await db.manager.save(db.manager.create(QuestionSet, { pocId, createdById, name: '基本の質問' }));
  await db.manager.insert(QuestionSetVersion, { setId: set.id, version: 1, createdById });
  const rows = questions.map((question, at) => ({ setId: set.id, addedIn: 1, ...question, question: question.question ?? `質問その${at}` }));
  const { identifiers } = await db.manager.insert(SetQuestion, rows.map((row) => ({ ...row, questionKey: questionKeyOf(row.question) })) as QueryDeepPartialEntity<SetQuestion>[]);
  const saved = await db.manager.find(SetQuestion, { where: { setId: set.id }, order: { id: 'ASC' } });
  if (saved.length !== identifiers.length) throw new Error('not every question was saved');
  return { setId: set.id, questions: saved };
};

interface RunOf {
  setId: number;
  questions: SetQuestion[];
  modelId: number;
  createdById: number;
  repeats?: number;
  values?: Partial<Run>;
}

/** A run that is done, with whatever its model is said to have answered: no model is asked. */
export const addRun = async ({ db }: TestApp, { setId, questions, modelId, createdById, repeats = 1, values = {} }: RunOf, answerTo: (question: SetQuestion, repeat: number) => Partial<RunAnswer>): Promise<Run> => {
  const { pocId } = await db.manager.findOneByOrFail(QuestionSet, { id: setId });
  const sampling = { temperature: 0, top_p: 1, top_k: 40, min_p: 0, repeat_penalty: 1, max_tokens: 1024, seed: 1 };
  const run = await db.manager.save(db.manager.create(Run, { pocId, setId, setVersion: 1, modelId, createdById, repeats, sampling, state: 'done', ...values }));
  const rows = questions.flatMap((question) => Array.from({ length: repeats }, (_, at) => ({ runId: run.id, questionId: question.id, repeat: at + 1, finishReason: 'stop' as const, answer: '回答', ...answerTo(question, at + 1) })));
  for (let at = 0; at < rows.length; at += 500)
    await db.manager.insert(RunAnswer, rows.slice(at, at + 500).map((row) => ({ ...row, answerKey: row.finishReason === 'stop' && row.answer.trim() ? answerKeyOf(row.answer) : null })) as QueryDeepPartialEntity<RunAnswer>[]);
  return run;
};
