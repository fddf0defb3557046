import { Sampling, type Run as WireRun, type RunAnswer as WireAnswer, type RunDetail } from '@llamune/contracts';
import type { AnswerWithQuestion } from './find-run-answers.js';
import type { Maker, RunWithProgress } from './find-runs.js';

export const runToWire = ({ run, progress, remainingSeconds }: RunWithProgress): WireRun => ({
  id: run.id,
  poc_id: run.pocId,
  set_id: run.setId,
  set_name: run.set.name,
  set_version: run.setVersion,
  model_id: run.modelId,
  model_name: run.model.modelName,
  model_version: run.model.version,
  model_is_demo: run.model.isDemo,
  system_prompt: run.systemPrompt,
  sampling: Sampling.parse(run.sampling),
  repeats: run.repeats,
  state: run.state,
  created_at: run.createdAt.toISOString(),
  created_by: run.createdBy.username,
  started_at: run.startedAt?.toISOString() ?? null,
  finished_at: run.finishedAt?.toISOString() ?? null,
  progress,
  remaining_seconds: remainingSeconds,
  error: run.error,
});

export const runDetailToWire = (run: RunWithProgress, makers: Maker[]): RunDetail => ({
  ...runToWire(run),
  made_by: makers.map(({ file, fileSha256, adapter, server, servedModel, answers }) => ({ file, file_sha256: fileSha256, adapter, server, served_model: servedModel, answers })),
});

export const runAnswerToWire = ({ question, isHeldOut, ...answer }: AnswerWithQuestion): WireAnswer => ({
  id: answer.id,
  question: {
    id: question.id,
    kind: question.kind,
    sibling_of_id: question.siblingOfId,
    question: question.question,
    expected_answer: question.expectedAnswer,
    topic: question.topic,
    log_id: question.logId,
    held_out: isHeldOut,
    added_in: question.addedIn,
    removed_in: question.removedIn,
  },
  repeat: answer.repeat,
  answer: answer.answer,
  finish_reason: answer.finishReason,
  error_code: answer.errorCode,
  error: answer.error,
  evaluation: answer.evaluation,
  carried: answer.carriedFrom !== null,
  carried_from: answer.carriedFrom,
  duration_ms: answer.durationMs,
  completion_tokens: answer.completionTokens,
});
