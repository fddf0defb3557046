import type { SnapshotOptions } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { countClaimedElsewhere } from './candidates.js';
import { targetOf, type Checked, type Problem } from './check-candidates.js';
import { checkCandidates, requirePoc } from './take-snapshot.js';

interface ShownProblem extends Problem {
  question: string;
  target: string | null;
}
export interface PreflightResult {
  counts: Checked['counts'];
  problems: ShownProblem[];
  claimedElsewhere: number;
}
const shownLetters = 200;

/** What a snapshot would hold if it were taken now, what would be left out, and why. */
export const preflight = async (db: DataSource, options: SnapshotOptions, signal: AbortSignal | undefined): Promise<PreflightResult> => {
  await requirePoc(db.manager, options.poc_id);
  const { counts, problems } = await checkCandidates(db.manager, options, { signal });
  return { counts, problems: await withTexts(db.manager, problems), claimedElsewhere: await countClaimedElsewhere(db.manager, options) };
};

const withTexts = async (db: EntityManager, problems: Problem[]): Promise<ShownProblem[]> => {
  const logs = await db.find(ConversationLog, { where: { id: In(problems.map(({ logId }) => logId)) }, select: { id: true, question: true, answer: true, correctAnswer: true, evaluation: true } });
  const byId = new Map(logs.map((log) => [log.id, log]));
  return problems.flatMap((problem) => {
    const log = byId.get(problem.logId);
    if (!log || log.evaluation === null) return [];
    return [{ ...problem, question: beginning(log.question), target: beginning(targetOf({ evaluation: log.evaluation, answer: log.answer, correctAnswer: log.correctAnswer })) }];
  });
};

const beginning = <T extends string | null>(text: T) => (text === null ? null : text.slice(0, shownLetters).toWellFormed()) as T;
