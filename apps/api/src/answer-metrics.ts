import type { AnswerErrorCode, FinishReason } from '@llamune/contracts';
import type { Model } from '@llamune/db';
import type { AnswerTiming, AnswerUsage } from '@llamune/llm';
import { Counter, Histogram, Registry } from 'prom-client';
import { RecentAnswers } from './recent-answers.js';

type NamedModel = Pick<Model, 'modelName' | 'version'>;

/** Each model version has about 60 series of its own. Those that come after so many are counted together as `other`, until the server starts again. */
const mostModels = 50;
const others = { model: 'other', version: 'other' };

/** Counts the answers of one server as they end. Of its own registry: several servers in one process (tests) do not mix. */
export class AnswerMetrics {
  readonly registry = new Registry();
  readonly recent = new RecentAnswers();
  /** Ended since the start, for whatever reason. */
  ended = 0;

  private readonly known = new Set<string>();
  private readonly registers = [this.registry];
  private readonly finished = new Counter({
    name: 'llamune_answers_total',
    help: 'Answers that have ended, by why they ended.',
    labelNames: ['model', 'version', 'finish_reason'],
    registers: this.registers,
  });
  private readonly failures = new Counter({
    name: 'llamune_answer_failures_total',
    help: 'Answers that failed or were interrupted, by error code.',
    labelNames: ['error_code'],
    registers: this.registers,
  });
  private readonly queueWait = this.histogram('llamune_queue_wait_seconds', 'From the question to the start of its evaluation.', [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]);
  private readonly firstToken = this.histogram('llamune_time_to_first_token_seconds', 'From the start of the evaluation to the first token, waiting excluded.', [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160]);
  private readonly duration = this.histogram('llamune_answer_duration_seconds', 'From the start of the evaluation to its end, waiting excluded.', [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 300, 600]);
  private readonly speed = this.histogram('llamune_answer_tokens_per_second', 'Speed of one answer after its first token.', [1, 2, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 400]);

  /** What the engine measured of an answer that it brought to an end. */
  measured(model: NamedModel, { usage, timing }: { usage: AnswerUsage; timing: AnswerTiming }) {
    const labels = this.labelsOf(model);
    const { queueMs, timeToFirstTokenMs, durationMs } = timing;
    this.queueWait.observe(labels, queueMs / 1000);
    this.duration.observe(labels, durationMs / 1000);
    if (timeToFirstTokenMs !== null) {
      this.firstToken.observe(labels, timeToFirstTokenMs / 1000);
      const generatingMs = durationMs - timeToFirstTokenMs;
      if (usage.completionTokens > 1 && generatingMs > 0) this.speed.observe(labels, ((usage.completionTokens - 1) * 1000) / generatingMs);
    }
    this.recent.add(usage, timing);
  }

  /** Why an answer ended, also of those that never began. */
  end(model: NamedModel, { finishReason, errorCode }: { finishReason: FinishReason; errorCode: AnswerErrorCode | null }) {
    this.ended++;
    this.finished.inc({ ...this.labelsOf(model), finish_reason: finishReason });
    if (errorCode) this.failures.inc({ error_code: errorCode });
  }

  /** Names and versions come from the models table; they are few, but nothing bounds them. */
  private labelsOf({ modelName, version }: NamedModel) {
    const key = `${version} ${modelName}`;
    if (!this.known.has(key) && this.known.size >= mostModels) return others;
    this.known.add(key);
    return { model: modelName, version: String(version) };
  }

  private histogram(name: string, help: string, buckets: number[]) {
    return new Histogram({ name, help, buckets, labelNames: ['model', 'version'], registers: this.registers });
  }
}
