import { randomInt } from 'node:crypto';
import type { CreateRuns } from '@llamune/contracts';
import { Model, Poc, QuestionSet, Run } from '@llamune/db';
import { In, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';

const mostAnswers = 200_000;

/** One run for each model, with a row for each of its answers: what is to be asked is on disk before anything is. Answers their ids. */
export const createRuns = async ({ db, runs }: Services, caller: Caller, input: CreateRuns): Promise<number[]> => {
  const ids = await db.transaction(async (tx) => {
    // Locked, so that the version that is asked is the one whose questions are put down.
    const set = await tx.findOne(QuestionSet, { where: { id: input.set_id }, lock: { mode: 'pessimistic_read' } });
    if (!set) throw notFound('Question set');
    const models = await modelsOf(tx, input.model_ids);
    const questions = await countQuestions(tx, set);
    if (questions === 0) throw new DomainError('conflict', 'The question set has no questions. Add some first.');
    if (questions * input.repeats > mostAnswers) throw new DomainError('invalid', `repeats: ${questions} questions ${input.repeats} times are more than ${mostAnswers} answers`);
    const { defaultSystemPrompt } = await tx.findOneByOrFail(Poc, { id: set.pocId });
    const made: number[] = [];
    // One after the other: their order is the order in which they are run.
    for (const model of models) made.push(await createRun(tx, caller, set, model, input, input.system_prompt ?? defaultSystemPrompt));
    return made;
  });
  runs.wake();
  return ids;
};

const modelsOf = async (tx: EntityManager, ids: number[]): Promise<Model[]> => {
  const models = await tx.findBy(Model, { id: In(ids) });
  return [...new Set(ids)].map((id) => {
    const model = models.find((known) => known.id === id);
    if (!model) throw notFound('Model');
    return model;
  });
};

const createRun = async (tx: EntityManager, caller: Caller, set: QuestionSet, model: Model, { sampling, repeats }: CreateRuns, systemPrompt: string | null): Promise<number> => {
  const run = await tx.save(
    tx.create(Run, {
      pocId: set.pocId,
      setId: set.id,
      setVersion: set.version,
      modelId: model.id,
      systemPrompt,
      // Both versions of a comparison should be asked with the same one: it is drawn only where somebody wants chance.
      sampling: { ...(sampling as Run['sampling']), seed: sampling?.seed ?? (sampling?.temperature ? randomInt(2 ** 31) : 0) },
      repeats,
      createdById: caller.id,
    }),
  );
  await tx.query(
    `INSERT INTO run_answers (run_id, question_id, repeat)
       SELECT $1, question.id, repeat FROM set_questions question, generate_series(1, $2::int) AS repeat WHERE ${isLive} ORDER BY question.id, repeat`,
    [run.id, repeats, set.id, set.version],
  );
  return run.id;
};

const isLive = 'question.set_id = $3 AND question.added_in <= $4 AND (question.removed_in IS NULL OR question.removed_in > $4)';

const countQuestions = async (tx: EntityManager, { id, version }: QuestionSet): Promise<number> => {
  const [{ count }] = await tx.query('SELECT count(*)::int AS count FROM set_questions WHERE set_id = $1 AND added_in <= $2 AND (removed_in IS NULL OR removed_in > $2)', [id, version]);
  return count as number;
};
