import type { GateCheck, GatePolicy } from '@llamune/contracts';
import { Comparison, GatePolicy as PolicyRow } from '@llamune/db';
import type { EntityManager } from 'typeorm';
import { notFound } from '../../errors.js';
import { isOpen, pairStates } from '../../pair-states.js';
import { rateOrNull } from '../../statistics/wilson.js';

export interface Gate {
  pocId: number;
  /** The new version of the comparison. */
  modelId: number;
  checks: GateCheck[];
  passed: boolean;
}
interface Values {
  judged: number;
  good: number;
  judgedInBoth: number;
  broken: number;
  /** Of the questions from logs of 優先度 高. */
  highWrong: number;
  highUnjudged: number;
}

const noPolicy: GatePolicy = { max_high_wrong: null, min_good_low: null, max_broken_share: null, min_judged: null };

/** Of a PoC for which nobody has set one: that every pair is judged, and nothing else. */
export const findPolicy = async (tx: EntityManager, pocId: number): Promise<GatePolicy> => (await tx.findOneBy(PolicyRow, { pocId }))?.policy ?? noPolicy;

/** What the PoC's policy asks for now, and what the comparison has to say to it. */
export const checkGate = async (tx: EntityManager, comparisonId: number): Promise<Gate> => {
  const comparison = await tx.findOne(Comparison, { where: { id: comparisonId }, relations: { candidateRun: true } });
  if (!comparison) throw notFound('Comparison');
  const { pocId, modelId } = comparison.candidateRun;
  const policy = await findPolicy(tx, pocId);
  const [values] = await tx.query<[Values]>(valuesOf, [comparison.baselineRunId, comparison.candidateRunId]);
  const [{ open }] = await tx.query<[{ open: number }]>(`WITH ${pairStates('pair.comparison_id = $1')} SELECT count(*)::int AS open FROM states WHERE ${isOpen}`, [comparisonId]);
  const checks = [...policyChecks(policy, values), check('complete', 0, open, open === 0)];
  return { pocId, modelId, checks, passed: checks.every(({ passed }) => passed) };
};

const policyChecks = (policy: GatePolicy, { judged, good, judgedInBoth, broken, highWrong, highUnjudged }: Values): GateCheck[] => {
  const { max_high_wrong: mostWrong, min_good_low: leastGood, max_broken_share: mostBroken, min_judged: leastJudged } = policy;
  const goodLow = rateOrNull(good, judged)?.low ?? null;
  const brokenShare = judgedInBoth > 0 ? broken / judgedInBoth : null;
  return [
    // One that nobody has judged may be wrong too; once there are too many, no further one can mend it.
    ...(mostWrong === null ? [] : [check('max_high_wrong', mostWrong, highUnjudged > 0 && highWrong <= mostWrong ? null : highWrong, highUnjudged === 0 && highWrong <= mostWrong)]),
    ...(leastGood === null ? [] : [check('min_good_low', leastGood, goodLow, goodLow !== null && goodLow >= leastGood)]),
    ...(mostBroken === null ? [] : [check('max_broken_share', mostBroken, brokenShare, brokenShare !== null && brokenShare <= mostBroken)]),
    ...(leastJudged === null ? [] : [check('min_judged', leastJudged, judged, judged >= leastJudged)]),
  ];
};

const check = (rule: GateCheck['rule'], limit: number, value: number | null, passed: boolean): GateCheck => ({ rule, limit, value, passed });

// A question is judged when all of its repeats are; good, when more than half of them are; wrong, when one of them is.
const valuesOf = `
  WITH side AS (
    SELECT question_id, run_id, count(evaluation) = count(*) AS judged, count(*) FILTER (WHERE evaluation = 1) * 2 > count(*) AS good, coalesce(bool_or(evaluation = 3), false) AS wrong
      FROM run_answers WHERE run_id IN ($1, $2) GROUP BY question_id, run_id
  )
  SELECT count(*) FILTER (WHERE candidate.judged)::int AS judged,
         count(*) FILTER (WHERE candidate.judged AND candidate.good)::int AS good,
         count(*) FILTER (WHERE candidate.judged AND baseline.judged)::int AS "judgedInBoth",
         count(*) FILTER (WHERE candidate.judged AND baseline.judged AND baseline.good AND NOT candidate.good)::int AS broken,
         count(*) FILTER (WHERE log.priority = 1 AND candidate.wrong)::int AS "highWrong",
         count(*) FILTER (WHERE log.priority = 1 AND NOT candidate.wrong AND NOT candidate.judged)::int AS "highUnjudged"
    FROM side candidate
    JOIN set_questions question ON question.id = candidate.question_id
    LEFT JOIN conversation_logs log ON log.id = question.log_id
    LEFT JOIN side baseline ON baseline.question_id = candidate.question_id AND baseline.run_id = $1
   WHERE candidate.run_id = $2`;
