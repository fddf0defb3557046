import type { JudgeRole } from '@llamune/contracts';
import { PairJudgement } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';
import { countOpen, findNextPair } from './next-pair.js';
import type { Said } from '../../pair-states.js';

/** What may be seen of a pair before it is judged. Whatever tells which version is which stays in the database. */
export interface Blind {
  pairId: number;
  role: JudgeRole;
  question: string;
  expectedAnswer: string | null;
  topic: string | null;
  left: string;
  right: string | null;
  remaining: number;
  /** For a lead: what the two have said. */
  earlier: Pick<Said, 'baselineEvaluation' | 'candidateEvaluation' | 'choice'>[];
  /** To turn what they said to the sides; not for the wire. */
  baselineIsLeft: boolean;
}
type Texts = Pick<Blind, 'question' | 'expectedAnswer' | 'topic' | 'left' | 'right' | 'baselineIsLeft'>;

export const nextBlindPair = async (db: DataSource, caller: Caller, comparisonId: number, skip: number[]): Promise<Blind | null> => {
  const next = await findNextPair(db, caller, comparisonId, skip);
  return next && blindPair(db.manager, next);
};

/** The same view again, for who has judged it: to judge it anew. */
export const ownBlindPair = async (db: DataSource, caller: Caller, pairId: number): Promise<Blind> => {
  const own = await db.getRepository(PairJudgement).findOne({ where: { pairId, judgedById: caller.id }, order: { id: 'DESC' }, relations: { pair: true } });
  if (!own) throw notFound('Pair');
  return blindPair(db.manager, { pairId, role: own.role, remaining: await countOpen(db.manager, caller, own.pair.comparisonId) });
};

const blindPair = async (db: EntityManager, { pairId, role, remaining }: Pick<Blind, 'pairId' | 'role' | 'remaining'>): Promise<Blind> => {
  const [texts] = await db.query<[Texts]>(readTexts, [pairId]);
  return { pairId, role, remaining, ...texts, earlier: role === 'lead' ? await db.query(readEarlier, [pairId]) : [] };
};

const readTexts = `
  SELECT question.question, question.expected_answer AS "expectedAnswer", question.topic, pair.baseline_is_left AS "baselineIsLeft",
         CASE WHEN baseline_is_left THEN baseline.answer ELSE candidate.answer END AS left,
         CASE WHEN baseline.answer_key = candidate.answer_key THEN NULL WHEN baseline_is_left THEN candidate.answer ELSE baseline.answer END AS right
    FROM pairs pair JOIN run_answers baseline ON baseline.id = pair.baseline_answer_id JOIN run_answers candidate ON candidate.id = pair.candidate_answer_id
    JOIN set_questions question ON question.id = baseline.question_id
   WHERE pair.id = $1`;
const readEarlier = `
  SELECT "baselineEvaluation", "candidateEvaluation", choice
    FROM (SELECT DISTINCT ON (role) role, choice, baseline_evaluation AS "baselineEvaluation", candidate_evaluation AS "candidateEvaluation"
            FROM pair_judgements WHERE pair_id = $1 AND role <> 'lead' ORDER BY role, id DESC) said
   ORDER BY role`;
