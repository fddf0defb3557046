import type { AnswerTiming, AnswerUsage } from '@llamune/llm';

interface Measured {
  /** When it ended, by the clock of the window. */
  at: number;
  completionTokens: number;
  queueMs: number;
  timeToFirstTokenMs: number | null;
  durationMs: number;
}

export interface RecentSummary {
  /** How far back the answers reach: five minutes, less when there were too many to keep. */
  windowMs: number;
  answers: number;
  /** Of all answers together, over the time in which at least one was being made. */
  tokensPerSecond: number;
  timeToFirstTokenMs: Percentiles | null;
  queueMs: Percentiles | null;
}
type Percentiles = { p50: number; p95: number };

const windowMs = 5 * 60_000;
const mostAnswers = 2000;

/** The answers of the last minutes, one by one, so that percentiles are those of the answers and not of buckets. */
export class RecentAnswers {
  private answers: Measured[] = [];
  private isCut = false;

  /** @param now Milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  add({ completionTokens }: AnswerUsage, { queueMs, timeToFirstTokenMs, durationMs }: AnswerTiming) {
    this.forget();
    this.answers.push({ at: this.now(), completionTokens, queueMs, timeToFirstTokenMs, durationMs });
    if (this.answers.length <= mostAnswers) return;
    this.answers.shift();
    this.isCut = true;
  }

  summary(): RecentSummary {
    this.forget();
    const { answers } = this;
    const tokens = answers.reduce((sum, { completionTokens }) => sum + completionTokens, 0);
    const busy = busyMs(answers);
    return {
      windowMs: this.isCut && answers[0] ? this.now() - answers[0].at : windowMs,
      answers: answers.length,
      tokensPerSecond: busy > 0 ? (tokens / busy) * 1000 : 0,
      timeToFirstTokenMs: percentiles(answers.flatMap(({ timeToFirstTokenMs }) => timeToFirstTokenMs ?? [])),
      queueMs: percentiles(answers.map(({ queueMs }) => queueMs)),
    };
  }

  private forget() {
    const oldest = this.now() - windowMs;
    const gone = this.answers.findIndex(({ at }) => at >= oldest);
    if (gone === 0) return;
    this.answers = gone === -1 ? [] : this.answers.slice(gone);
    // What was cut off is older than the window by now.
    this.isCut = false;
  }
}

/** Time in which at least one of the answers was being made: answers side by side count once. */
const busyMs = (answers: readonly Measured[]): number => {
  const spans = answers.map(({ at, durationMs }) => ({ from: at - durationMs, to: at })).toSorted((a, b) => a.from - b.from);
  let sum = 0;
  let reached = -Infinity;
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return sum;
};

/** By nearest rank: each is the value of an answer that there was. */
const percentiles = (values: number[]): Percentiles | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]!;
  return { p50: rank(0.5), p95: rank(0.95) };
};
