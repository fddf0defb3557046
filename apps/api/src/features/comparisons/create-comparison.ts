import { Comparison, Run } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { compared } from './question-outcomes.js';

interface Wanted {
  baselineRunId: number;
  candidateRunId: number;
  secondPercent: number;
}

/** Sets two runs beside each other. The same two are always the same comparison, also for two who ask at once: the second waits for the first, and finds it. */
export const createComparison = (db: DataSource, caller: Caller, { baselineRunId, candidateRunId, secondPercent }: Wanted): Promise<number> =>
  db.transaction(async (tx) => {
    requireComparable(await requireRun(tx, baselineRunId), await requireRun(tx, candidateRunId));
    const values = { baselineRunId, candidateRunId, secondPercent, createdById: caller.id };
    const { raw } = await tx.createQueryBuilder().insert().into(Comparison).values(values).orIgnore().returning('id').execute();
    const [made] = raw as { id: number }[];
    if (made) await tx.query(makePairs, [made.id, secondPercent]);
    return made?.id ?? (await tx.findOneByOrFail(Comparison, { baselineRunId, candidateRunId })).id;
  });

const requireRun = async (tx: EntityManager, id: number): Promise<Run> => {
  const run = await tx.findOneBy(Run, { id });
  if (!run) throw notFound('Run');
  return run;
};

const requireComparable = (baseline: Run, candidate: Run): void => {
  if (baseline.id === candidate.id) throw new DomainError('invalid', 'A run cannot be compared with itself. Name two runs.');
  if (baseline.setId !== candidate.setId) throw new DomainError('invalid', `The two runs have different question sets (${baseline.setId} and ${candidate.setId}). Run the same set with both models.`);
  if (baseline.setVersion !== candidate.setVersion)
    throw new DomainError('invalid', `The two runs have different versions of the question set (${baseline.setVersion} and ${candidate.setVersion}). Run the same version with both models.`);
  if (baseline.repeats !== candidate.repeats) throw new DomainError('invalid', `The two runs ask each question a different number of times (${baseline.repeats} and ${candidate.repeats}). Run both with the same repeats.`);
  const unfinished = [baseline, candidate].find(({ state }) => state !== 'done');
  if (unfinished) throw new DomainError('conflict', `Run ${unfinished.id} is not done yet (${unfinished.state}). Compare when it is.`);
};

/** SQL: there is something to judge. What failed or was stopped says nothing of what its model knows: it stays unjudged. */
const isWhole = (answer: string) => `${answer}.finish_reason IN ('stop', 'length') AND ${answer}.answer ~ '[^[:space:]]'`;
/** SQL: the same for answers that are equal; what is equal to none is itself. */
const contentOf = (answer: string) => `coalesce(${answer}.answer_key, ${answer}.id::text)`;

// Repeats that say the same as an earlier one on both sides have its judgement carried over: nobody looks at them again.
const makePairs = `${compared}, open AS (
    SELECT DISTINCT ON (baseline.question_id, ${contentOf('baseline')}, ${contentOf('candidate')})
           baseline.id AS baseline_id, candidate.id AS candidate_id, baseline.question_id, baseline.repeat,
           CASE WHEN question.log_id IN (SELECT log_id FROM learned) AND log.evaluation > 1 THEN 1
                WHEN baseline.evaluation = 1 AND ${contentOf('baseline')} <> ${contentOf('candidate')} THEN 2
                ELSE 3 END AS urgency
      FROM compared
      JOIN run_answers baseline ON baseline.run_id = compared.baseline_run_id
      JOIN run_answers candidate ON candidate.run_id = compared.candidate_run_id AND candidate.question_id = baseline.question_id AND candidate.repeat = baseline.repeat
      JOIN set_questions question ON question.id = baseline.question_id
      LEFT JOIN conversation_logs log ON log.id = question.log_id
     WHERE (baseline.evaluation IS NULL OR candidate.evaluation IS NULL) AND ${isWhole('baseline')} AND ${isWhole('candidate')}
     ORDER BY baseline.question_id, ${contentOf('baseline')}, ${contentOf('candidate')}, baseline.repeat
  )
  INSERT INTO pairs (comparison_id, baseline_answer_id, candidate_answer_id, position, baseline_is_left, wants_second)
  SELECT $1, baseline_id, candidate_id, row_number() OVER (ORDER BY urgency, question_id, repeat), random() < 0.5,
         row_number() OVER (ORDER BY random()) <= ceil(count(*) OVER () * $2::int / 100.0)
    FROM open`;
