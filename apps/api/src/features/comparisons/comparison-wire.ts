import type { BlindPair, Comparison, ComparisonItem, ComparisonResult, JudgedPair, VersionMatrix } from '@llamune/contracts';
import type { Run } from '@llamune/db';
import { cohenKappa, kappaWords } from '../../statistics/kappa.js';
import { exactMcNemar } from '../../statistics/mcnemar.js';
import { rateOrNull } from '../../statistics/wilson.js';
import type { Blind } from './blind-pair.js';
import type { Outcomes, Result } from './comparison-result.js';
import type { ComparisonWithProgress } from './find-comparisons.js';
import type { Item } from './find-items.js';
import type { Revealed } from './judge-pair.js';
import { goodOf, sentenceOf } from './result-sentence.js';
import type { Matrix } from './version-matrix.js';

const versionToWire = ({ id, model }: Run) => ({ run_id: id, model_id: model.id, model_name: model.modelName, model_version: model.version, model_is_demo: model.isDemo });

export const comparisonToWire = ({ comparison, progress }: ComparisonWithProgress): Comparison => ({
  id: comparison.id,
  poc_id: comparison.candidateRun.pocId,
  set_id: comparison.candidateRun.setId,
  set_name: comparison.candidateRun.set.name,
  set_version: comparison.candidateRun.setVersion,
  baseline: versionToWire(comparison.baselineRun),
  candidate: versionToWire(comparison.candidateRun),
  second_percent: comparison.secondPercent,
  created_at: comparison.createdAt.toISOString(),
  created_by: comparison.createdBy.username,
  progress: {
    pairs: progress.pairs,
    judged: progress.judged,
    second_wanted: progress.secondWanted,
    second_judged: progress.secondJudged,
    disagreed: progress.disagreed,
    decided: progress.decided,
    carried: progress.carried,
  },
});

/** Field by field: nothing may slip through that tells which version is which. */
export const blindToWire = (pair: Blind): BlindPair => ({
  pair_id: pair.pairId,
  role: pair.role,
  question: pair.question,
  expected_answer: pair.expectedAnswer,
  topic: pair.topic,
  left: pair.left,
  right: pair.right,
  remaining: pair.remaining,
  earlier: pair.earlier.map(({ baselineEvaluation, candidateEvaluation, choice }) => ({
    left_evaluation: pair.baselineIsLeft ? baselineEvaluation : candidateEvaluation,
    right_evaluation: pair.baselineIsLeft ? candidateEvaluation : baselineEvaluation,
    choice,
  })),
});

export const revealedToWire = ({ pairId, leftIs, baselineEvaluation, candidateEvaluation, verifiedLogId }: Revealed): JudgedPair => ({
  pair_id: pairId,
  left_is: leftIs,
  baseline_evaluation: baselineEvaluation,
  candidate_evaluation: candidateEvaluation,
  verified_log_id: verifiedLogId,
});

const sideToWire = (judged: number, good: number) => ({ judged, good, good_rate: rateOrNull(good, judged) });
const sidesToWire = (outcomes: Outcomes) => {
  const [judged, good] = [outcomes.questions - outcomes.unseen, goodOf(outcomes)];
  return { baseline: sideToWire(judged, good.baseline), candidate: sideToWire(judged, good.candidate) };
};

export const resultToWire = ({ outcomes, groups, topics, unsteady, preferences, twice, judges, ...found }: Result): ComparisonResult => {
  const p = exactMcNemar(outcomes.fixed, outcomes.broken);
  const kappa = cohenKappa(twice.cells);
  return {
    comparison: comparisonToWire(found),
    outcomes,
    ...sidesToWire(outcomes),
    p: outcomes.questions === outcomes.unseen ? null : p,
    sentence: sentenceOf(outcomes, p),
    groups: groups.map((group) => ({ ...group, ...sidesToWire(group) })),
    topics: topics.map((topic) => ({ ...topic, ...sidesToWire(topic) })),
    preferences,
    unsteady,
    agreement: { pairs: twice.pairs, agreed: twice.agreed, kappa, words: kappa === null ? null : kappaWords(kappa) },
    judges,
  };
};

export const itemToWire = ({ questionId, expectedAnswer, logId, question, topic, kind, group, outcome, baseline, candidate }: Item): ComparisonItem => ({
  question_id: questionId,
  question,
  expected_answer: expectedAnswer,
  topic,
  kind,
  group,
  outcome,
  log_id: logId,
  baseline,
  candidate,
});

export const matrixToWire = ({ versions, topics }: Matrix): VersionMatrix => ({
  versions: versions.map(({ runId, modelId, modelName, modelVersion, modelIsDemo, overall }) => ({
    run_id: runId,
    model_id: modelId,
    model_name: modelName,
    model_version: modelVersion,
    model_is_demo: modelIsDemo,
    overall: sideToWire(overall.judged, overall.good),
  })),
  topics: topics.map(({ topic, cells }) => ({ topic, cells: cells.map(({ judged, good }) => sideToWire(judged, good)) })),
});
