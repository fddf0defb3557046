import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerErrorCode } from '@llamune/contracts';
import { RunAnswer, type Run } from '@llamune/db';
import { LlmError, type AnswerEvent } from '@llamune/llm';
import { answerFailure } from '../../answer-failure.js';
import { fingerprintOf } from '../../answer-origin.js';
import { engineSampling } from '../../engine-sampling.js';
import { requireSource } from '../../model-source.js';
import { messagesOf } from '../../prompt-messages.js';
import { storable } from '../../storable-text.js';
import { saveAnswer, saveFailure } from './save-answer.js';
import type { RunParts } from './runs.js';

/** Asked at the same time: a few more than a model answers at once, so that it never waits for the next question. */
const atOnce = 16;
const readAtOnce = 64;
const mostAttempts = 5;
/** What is wrong with the model, not with the question: all others would fail the same way. */
const ofTheModel: readonly AnswerErrorCode[] = ['model_not_found', 'model_corrupt', 'insufficient_memory'];
/** May be over in a moment. */
const passing: readonly AnswerErrorCode[] = ['engine_crashed', 'server_unreachable', 'server_failed', 'queue_full'];

type Question = Pick<RunAnswer, 'id' | 'repeat'> & { question: RunAnswer['question'] };
type Done = Extract<AnswerEvent, { type: 'done' }>;

/** The model of a run cannot answer at all. */
export class RunFailure extends Error {}

/** Asks what of one run is not answered yet, until nothing is left, the signal comes, or its model turns out not to work. */
export class RunWork {
  /** When each of the last answers came. */
  private readonly ends: number[] = [];
  private stop = new AbortController();

  constructor(
    private readonly parts: RunParts,
    readonly run: Run,
  ) {}

  /** Of what is left; null: too early to tell. */
  remainingSeconds(left: number): number | null {
    if (this.ends.length < 5) return null;
    const seconds = (performance.now() - this.ends[0]!) / 1000;
    return (left * seconds) / this.ends.length;
  }

  /** @throws {RunFailure} @throws whatever the signal was aborted with. */
  async finish(signal: AbortSignal): Promise<void> {
    const together = AbortSignal.any([signal, this.stop.signal]);
    setMaxListeners(4 * atOnce, together);
    const asking = new Set<Promise<void>>();
    try {
      for await (const question of this.open()) {
        const asked: Promise<void> = this.ask(question, together).finally(() => asking.delete(asked));
        asked.catch((error: unknown) => this.stop.abort(error));
        asking.add(asked);
        if (asking.size >= atOnce) await Promise.race(asking);
        together.throwIfAborted();
      }
      await Promise.all(asking);
    } finally {
      this.stop.abort(new Error('The run has ended'));
      await Promise.allSettled(asking);
    }
  }

  /** In the order of their rows. */
  private async *open(): AsyncGenerator<Question> {
    for (let after = 0; ; ) {
      const rows = await this.parts.db
        .getRepository(RunAnswer)
        .createQueryBuilder('answer')
        .innerJoinAndSelect('answer.question', 'question')
        .where('answer.runId = :runId AND answer.finishReason IS NULL AND answer.id > :after', { runId: this.run.id, after })
        .orderBy('answer.id')
        .limit(readAtOnce)
        .getMany();
      yield* rows;
      if (rows.length < readAtOnce) return;
      after = rows.at(-1)!.id;
    }
  }

  private async ask(question: Question, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { text, done } = await this.answer(question, signal);
        await this.keep(signal, () => saveAnswer(this.parts.db, this.run, question, text, done, fingerprintOf(done.fingerprint, this.run.model)));
        this.parts.metrics.measured(this.run.model, done);
        this.ended();
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof LlmError && error.code === 'preempted') {
          attempt--;
          continue;
        }
        const { errorCode, error: sentence, retryAfterMs } = answerFailure(error, (defect) => this.parts.log.error({ err: defect, runId: this.run.id }, 'an answer of a run failed'));
        if (ofTheModel.includes(errorCode)) throw new RunFailure(sentence);
        const isPassing = passing.includes(errorCode);
        if (isPassing && (attempt < mostAttempts || errorCode === 'queue_full')) await delay(retryAfterMs ?? this.parts.retryMs * 2 ** Math.min(attempt, 6), undefined, { signal });
        // Five times in a row nobody was there: nor will anybody be for the next question.
        else if (errorCode === 'server_unreachable') throw new RunFailure(sentence);
        else {
          await this.keep(signal, () => saveFailure(this.parts.db, question, errorCode, sentence));
          this.ended();
          return;
        }
      }
    }
  }

  private async answer({ question: { question }, repeat }: Question, signal: AbortSignal): Promise<{ text: string; done: Done }> {
    const { run, parts } = this;
    const source = await requireSource(parts, run.model);
    const sampling = { ...engineSampling(run.sampling), seed: (run.sampling.seed + repeat - 1) % 2 ** 32 };
    const events = parts.engine.answer({ source, messages: messagesOf(run.systemPrompt, [], question), sampling }, { user: `run ${run.id}`, priority: 'background', signal, deadlineMs: parts.timeoutMs });
    let text = '';
    for await (const event of events) {
      if (event.type === 'delta' && event.channel === 'answer') text += event.text;
      if (event.type !== 'done') continue;
      signal.throwIfAborted();
      return { text: storable(text), done: event };
    }
    throw new Error('The engine ended the answer without a reason');
  }

  /** While the database is gone it is tried again: an answer that was made is not thrown away. */
  private async keep(signal: AbortSignal, save: () => Promise<unknown>): Promise<void> {
    for (let pauseMs = this.parts.retryMs; ; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      try {
        await save();
        return;
      } catch (error) {
        this.parts.log.warn({ err: error, runId: this.run.id }, 'an answer of a run could not be saved yet');
        await delay(pauseMs, undefined, { signal });
      }
    }
  }

  private ended(): void {
    this.ends.push(performance.now());
    if (this.ends.length > 50) this.ends.shift();
  }
}
