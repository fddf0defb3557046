import { Comparison } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import { notFound } from '../../errors.js';
import { pairStates } from '../../pair-states.js';

interface Progress {
  pairs: number;
  judged: number;
  secondWanted: number;
  secondJudged: number;
  disagreed: number;
  decided: number;
  carried: number;
}
export interface ComparisonWithProgress {
  comparison: Comparison;
  progress: Progress;
}
interface Filter {
  pocId: number | undefined;
  setId: number | undefined;
  modelId: number | undefined;
  before: number | undefined;
  limit: number;
}

/** Newest first. */
export const findComparisons = async (db: EntityManager, { pocId, setId, modelId, before, limit }: Filter): Promise<ComparisonWithProgress[]> => {
  const query = withNames(db);
  if (pocId !== undefined) query.andWhere('candidateRun.pocId = :pocId', { pocId });
  if (setId !== undefined) query.andWhere('candidateRun.setId = :setId', { setId });
  if (modelId !== undefined) query.andWhere('candidateRun.modelId = :modelId', { modelId });
  if (before !== undefined) query.andWhere('comparison.id < :before', { before });
  return withProgress(db, await query.orderBy('comparison.id', 'DESC').limit(limit).getMany());
};

export const findComparison = async (db: EntityManager, id: number): Promise<ComparisonWithProgress> => {
  const comparison = await withNames(db).where('comparison.id = :id', { id }).getOne();
  if (!comparison) throw notFound('Comparison');
  return (await withProgress(db, [comparison]))[0]!;
};

export const requireComparison = async (db: DataSource, id: number): Promise<Comparison> => {
  const comparison = await db.getRepository(Comparison).findOneBy({ id });
  if (!comparison) throw notFound('Comparison');
  return comparison;
};

const withNames = (db: EntityManager) =>
  db
    .getRepository(Comparison)
    .createQueryBuilder('comparison')
    .innerJoinAndSelect('comparison.baselineRun', 'baselineRun')
    .innerJoinAndSelect('baselineRun.model', 'baselineModel')
    .innerJoinAndSelect('comparison.candidateRun', 'candidateRun')
    .innerJoinAndSelect('candidateRun.model', 'candidateModel')
    .innerJoinAndSelect('candidateRun.set', 'set')
    .innerJoinAndSelect('comparison.createdBy', 'createdBy');

const withProgress = async (db: EntityManager, comparisons: Comparison[]): Promise<ComparisonWithProgress[]> => {
  const rows = await db.query<(Progress & { id: number })[]>(countProgress, [comparisons.map(({ id }) => id)]);
  return comparisons.map((comparison) => {
    const { id: _id, ...progress } = rows.find(({ id }) => id === comparison.id)!;
    return { comparison, progress };
  });
};

// A pair that was judged by carrying over has no first judgement to which there could be a second one.
const countProgress = `
  WITH ${pairStates('pair.comparison_id = ANY ($1)')}, counted AS (
    SELECT comparison_id, count(*) AS pairs, count(*) FILTER (WHERE first_id IS NOT NULL OR is_carried) AS judged,
           count(*) FILTER (WHERE wants_second AND NOT is_carried) AS second_wanted, count(second_id) AS second_judged,
           count(*) FILTER (WHERE differs) AS disagreed, count(*) FILTER (WHERE differs AND lead_id IS NOT NULL) AS decided
      FROM states GROUP BY comparison_id
  ), unseen AS (
    SELECT comparison.id
      FROM comparisons comparison
      JOIN run_answers baseline ON baseline.run_id = comparison.baseline_run_id
      JOIN run_answers candidate ON candidate.run_id = comparison.candidate_run_id AND candidate.question_id = baseline.question_id AND candidate.repeat = baseline.repeat
      LEFT JOIN pairs pair ON pair.baseline_answer_id = baseline.id AND pair.comparison_id = comparison.id
     WHERE comparison.id = ANY ($1)
     GROUP BY comparison.id, baseline.question_id
    HAVING count(baseline.evaluation) = count(*) AND count(candidate.evaluation) = count(*) AND count(pair.id) = 0
  ), carried AS (
    SELECT id, count(*) AS questions FROM unseen GROUP BY id
  )
  SELECT comparison.id, coalesce(pairs, 0)::int AS pairs, coalesce(judged, 0)::int AS judged, coalesce(second_wanted, 0)::int AS "secondWanted", coalesce(second_judged, 0)::int AS "secondJudged",
         coalesce(disagreed, 0)::int AS disagreed, coalesce(decided, 0)::int AS decided, coalesce(carried.questions, 0)::int AS carried
    FROM comparisons comparison LEFT JOIN counted ON counted.comparison_id = comparison.id LEFT JOIN carried ON carried.id = comparison.id
   WHERE comparison.id = ANY ($1)`;
