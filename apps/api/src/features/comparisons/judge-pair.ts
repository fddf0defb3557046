import type { Evaluation, JudgeRole, PairChoice } from '@llamune/contracts';
import { PairJudgement, RunAnswer } from '@llamune/db';
import { In, type DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { carryToEqual, takeBackCarried } from '../../carry-judgement.js';
import { DomainError, notFound } from '../../errors.js';
import { decisive, openRole, pairStates, type Said, type SaidByRole } from '../../pair-states.js';
import { proveLogs, type JudgedAnswer } from '../../prove-log.js';

export interface PairVerdict {
  pairId: number;
  /** Undefined: what this person has judged it as, or else what is open. */
  role: JudgeRole | undefined;
  choice: PairChoice;
  leftEvaluation: Evaluation;
  rightEvaluation: Evaluation;
}
export interface Revealed {
  pairId: number;
  leftIs: 'baseline' | 'candidate' | 'both';
  baselineEvaluation: Evaluation;
  candidateEvaluation: Evaluation;
  verifiedLogId: number | null;
}
interface PairState {
  baselineAnswerId: number;
  candidateAnswerId: number;
  baselineIsLeft: boolean;
  isEqual: boolean;
  logId: number | null;
  /** For this person, by the rules of `openRole`. */
  openRole: JudgeRole | null;
}

/** Puts a verdict on disk and lets it count, all or nothing; only then it is told which version was which. */
export const judgePair = (db: DataSource, caller: Caller, verdict: PairVerdict): Promise<Revealed> =>
  db.transaction(async (tx) => {
    await lockQuestion(tx, verdict.pairId);
    const pair = await readPair(tx, caller, verdict.pairId);
    if (pair.isEqual) requireOneVerdict(verdict);
    const before = await newestByRole(tx, verdict.pairId);
    const role = roleOf(caller, pair, before, verdict.role);
    const [baselineEvaluation, candidateEvaluation] = pair.baselineIsLeft ? [verdict.leftEvaluation, verdict.rightEvaluation] : [verdict.rightEvaluation, verdict.leftEvaluation];
    const { identifiers } = await tx.insert(PairJudgement, { pairId: verdict.pairId, role, choice: verdict.choice, baselineEvaluation, candidateEvaluation, judgedById: caller.id });
    const said: Said = { id: identifiers[0]!['id'] as number, choice: verdict.choice, baselineEvaluation, candidateEvaluation, judgedById: caller.id };
    const carried = await letCount(tx, pair, decisive(before), decisive({ ...before, [role]: said }));
    const { logId } = pair;
    const own = logId === null ? [] : [pair.baselineAnswerId, pair.candidateAnswerId].map((answerId) => ({ answerId, logId }));
    const proven = await proveLogs(tx, caller.id, [...own, ...carried]);
    const verifiedLogId = logId !== null && proven.includes(logId) ? logId : null;
    return { pairId: verdict.pairId, leftIs: pair.isEqual ? 'both' : pair.baselineIsLeft ? 'baseline' : 'candidate', baselineEvaluation, candidateEvaluation, verifiedLogId };
  });

/** One verdict at a time on a question of a PoC, in whatever comparison: equal answers carry it to each other, and two that do so crosswise would each wait for the other. */
const lockQuestion = async (tx: EntityManager, pairId: number): Promise<void> => {
  const [found] = await tx.query<{ locked: unknown }[]>(
    `SELECT pg_advisory_xact_lock(hashtext('pair_judgements'), hashtext(run.poc_id || question.question_key)) AS locked
       FROM pairs pair JOIN run_answers answer ON answer.id = pair.baseline_answer_id JOIN runs run ON run.id = answer.run_id JOIN set_questions question ON question.id = answer.question_id
      WHERE pair.id = $1`,
    [pairId],
  );
  if (!found) throw notFound('Pair');
};

const readPair = async (tx: EntityManager, caller: Caller, pairId: number): Promise<PairState> => {
  const [pair] = await tx.query<[PairState]>(
    `WITH ${pairStates('pair.id = $1')}
     SELECT baseline_answer_id AS "baselineAnswerId", candidate_answer_id AS "candidateAnswerId", baseline_is_left AS "baselineIsLeft", (baseline.answer_key = candidate.answer_key) IS TRUE AS "isEqual",
            question.log_id AS "logId", ${openRole('$2::int', '$3::boolean')} AS "openRole"
       FROM states JOIN run_answers baseline ON baseline.id = baseline_answer_id JOIN run_answers candidate ON candidate.id = candidate_answer_id
       JOIN set_questions question ON question.id = baseline.question_id`,
    [pairId, caller.id, caller.role === 'admin'],
  );
  return pair;
};

const requireOneVerdict = ({ choice, leftEvaluation, rightEvaluation }: PairVerdict): void => {
  if (leftEvaluation !== rightEvaluation) throw new DomainError('invalid', 'Both versions gave this same answer. Give right_evaluation the value of left_evaluation.');
  if (choice === 'left' || choice === 'right') throw new DomainError('invalid', 'Both versions gave this same answer: neither is better. Choose same or both_bad.');
};

const newestByRole = async (tx: EntityManager, pairId: number): Promise<SaidByRole> => {
  const rows = await tx.find(PairJudgement, { where: { pairId }, order: { id: 'ASC' } });
  return Object.fromEntries(rows.map((row) => [row.role, row]));
};

/** Judging again replaces what one said oneself; what another person has said in that role stays. */
const roleOf = (caller: Caller, pair: PairState, said: SaidByRole, asked: JudgeRole | undefined): JudgeRole => {
  const own = (['lead', 'second', 'first'] as const).filter((role) => said[role]?.judgedById === caller.id);
  const role = asked !== undefined && own.includes(asked) ? asked : asked === 'lead' || own.length === 0 ? pair.openRole : own[0];
  if (!role) throw new DomainError('conflict', 'Somebody else has judged this pair meanwhile. Go on with the next one.');
  return role;
};

/** Brings the answers to what counts now, and with them equal ones, of which it answers those of logs. What counted before and still does is not written again: an answer may have been judged anew in another comparison. */
const letCount = async (tx: EntityManager, pair: PairState, before: Said | undefined, now: Said | undefined): Promise<JudgedAnswer[]> => {
  const ids = [pair.baselineAnswerId, pair.candidateAnswerId];
  if (now?.id === before?.id) return [];
  if (now === undefined) {
    await tx.update(RunAnswer, { id: In(ids) }, { evaluation: null, ...notCarried, judgedById: null, judgedAt: null });
    return takeBackCarried(tx, ids);
  }
  const judged = { ...notCarried, judgedById: now.judgedById, judgedAt: () => 'now()' };
  await tx.update(RunAnswer, pair.baselineAnswerId, { ...judged, evaluation: now.baselineEvaluation });
  await tx.update(RunAnswer, pair.candidateAnswerId, { ...judged, evaluation: now.candidateEvaluation });
  return [...(await carryToEqual(tx, pair.baselineAnswerId)), ...(await carryToEqual(tx, pair.candidateAnswerId))];
};

const notCarried = { carriedFrom: null, carriedFromAnswerId: null, carriedFromLogId: null };
