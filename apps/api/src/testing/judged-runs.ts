import type { Evaluation, JudgeRole } from '@llamune/contracts';
import { Comparison, Pair, PairJudgement, QuestionSet, Run, RunAnswer } from '@llamune/db';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { TestApp } from './test-app.js';

/** For each question what its repeats were judged; null: not judged. */
export type Judged = Record<number, (Evaluation | null)[]>;

/** A finished run, as it stands after people have judged its answers: no model is asked. Answers its id. */
export const addRun = async ({ db }: TestApp, { setId, modelId, byId, judged }: { setId: number; modelId: number; byId: number; judged: Judged }): Promise<number> => {
  const { pocId, version } = await db.manager.findOneByOrFail(QuestionSet, { id: setId });
  const repeats = Math.max(1, ...Object.values(judged).map(({ length }) => length));
  const { id: runId } = await db.manager.save(db.manager.create(Run, { pocId, setId, setVersion: version, modelId, sampling: { seed: 1 } as Run['sampling'], repeats, state: 'done', createdById: byId }));
  const rows = Object.entries(judged).flatMap(([questionId, evaluations]) =>
    evaluations.map((evaluation, at) => ({ runId, questionId: Number(questionId), repeat: at + 1, answer: `回答 ${runId}`, finishReason: 'stop', evaluation, ...(evaluation !== null && { judgedById: byId, judgedAt: new Date() }) })),
  );
  await db.manager.insert(RunAnswer, rows as QueryDeepPartialEntity<RunAnswer>[]);
  return runId;
};

/** Of two runs; each pair of first repeats is to be judged. Answers its id and the pairs' by question. */
export const addComparison = async ({ db }: TestApp, { baselineId, candidateId, byId, wantsSecond = false }: { baselineId: number; candidateId: number; byId: number; wantsSecond?: boolean }) => {
  const { id } = await db.manager.save(db.manager.create(Comparison, { baselineRunId: baselineId, candidateRunId: candidateId, secondPercent: wantsSecond ? 100 : 0, createdById: byId }));
  const pairs = new Map<number, number>();
  for (const { id: baselineAnswerId, questionId } of await db.manager.find(RunAnswer, { where: { runId: baselineId, repeat: 1 }, order: { id: 'ASC' } })) {
    const other = await db.manager.findOneByOrFail(RunAnswer, { runId: candidateId, questionId, repeat: 1 });
    const pair = await db.manager.save(db.manager.create(Pair, { comparisonId: id, baselineAnswerId, candidateAnswerId: other.id, position: pairs.size, baselineIsLeft: true, wantsSecond }));
    pairs.set(questionId, pair.id);
  }
  return { id, pairs };
};

export const addJudgement = ({ db }: TestApp, pairId: number, role: JudgeRole, [baselineEvaluation, candidateEvaluation]: [Evaluation, Evaluation], judgedById: number) =>
  db.manager.insert(PairJudgement, { pairId, role, choice: 'same', baselineEvaluation, candidateEvaluation, judgedById });
