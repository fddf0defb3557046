import { setTimeout as delay } from 'node:timers/promises';
import type { ConversationLog, Model } from '@llamune/db';
import { LlmError, type AnswerEvent, type LlmEngine, type Message } from '@llamune/llm';
import type { DataSource } from 'typeorm';
import { answerFailure } from '../../answer-failure.js';
import { AnswerMetrics } from '../../answer-metrics.js';
import { engineSampling } from '../../engine-sampling.js';
import { requireSource, type ModelServers } from '../../model-source.js';
import type { ModelsFolder } from '../../models-folder.js';
import { fingerprintOf, originOf } from '../../answer-origin.js';
import { LiveAnswer, type AnswerEnd } from './live-answer.js';
import { AnswerRecord } from './answer-record.js';

export interface Logger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
interface Parts {
  db: DataSource;
  engine: LlmEngine;
  modelsFolder: ModelsFolder;
  modelServers: ModelServers;
  /** Which of the servers of its database this is (see `ServerLock`). */
  serverId: number;
  /** An answer is ended this long after its question was asked. */
  timeoutMs: number;
  log: Logger;
}

/** Every answer that is being made in this server. An answer belongs to nobody's connection: it ends by itself, by its stop button, or with the server. */
export class Answers {
  readonly metrics = new AnswerMetrics();
  private readonly live = new Map<number, { answer: LiveAnswer; done: Promise<void> }>();
  private closing = false;

  constructor(private readonly parts: Parts) {}

  get serverId() {
    return this.parts.serverId;
  }

  start(log: ConversationLog, model: Model, messages: Message[]) {
    const answer = new LiveAnswer(log.id);
    const done = this.make(answer, log, model, messages).finally(() => this.live.delete(log.id));
    this.live.set(log.id, { answer, done });
    if (this.closing) answer.stop.abort();
  }

  get unfinished() {
    return this.live.size;
  }

  find(logId: number): LiveAnswer | undefined {
    return this.live.get(logId)?.answer;
  }

  /** Waits until the end of the answer is on disk, or cannot be put there for now. Undefined: it is none of this server's, or ended before. */
  async ended(logId: number): Promise<AnswerEnd | undefined> {
    return this.find(logId)?.ended();
  }

  /** Ends the answer with what there is of it, and waits as `ended` does. */
  async stop(logId: number): Promise<AnswerEnd | undefined> {
    this.find(logId)?.stop.abort();
    return this.ended(logId);
  }

  /** Ends every answer, marked as interrupted, and waits until that is on disk (bounded by the record's own patience). */
  async close() {
    this.closing = true;
    // A question that was on its way in may have started one meanwhile.
    while (this.live.size > 0) {
      for (const { answer } of this.live.values()) answer.stop.abort();
      await Promise.all([...this.live.values()].map(({ done }) => done));
    }
  }

  private async make(answer: LiveAnswer, log: ConversationLog, model: Model, messages: Message[]) {
    const { db, log: logger, serverId } = this.parts;
    const record = new AnswerRecord({ db, answer, log: logger, serverId, isClosing: () => this.closing });
    let end: AnswerEnd;
    try {
      end = await this.generate(answer, record, log, model, messages);
    } catch (error) {
      end = this.failed(error, log.id);
    }
    this.metrics.end(model, end);
    const saved = record.close(end);
    // Whoever waits is told; the answer stays in memory until the database takes it.
    const isSaved = await Promise.race([saved.then(() => true), delay(tellAfterMs, false, { ref: false })]);
    answer.finish(isSaved ? end : notSaved);
    await saved;
  }

  private async generate(answer: LiveAnswer, record: AnswerRecord, log: ConversationLog, model: Model, messages: Message[]): Promise<AnswerEnd> {
    const source = await requireSource(this.parts, model);
    record.madeBy(originOf(source, model));
    const events = this.parts.engine.answer(
      { source, messages, sampling: engineSampling(log.sampling) },
      { user: String(log.userId), signal: answer.stop.signal, deadlineMs: this.parts.timeoutMs },
    );
    for await (const event of events) {
      if (event.type === 'done') this.metrics.measured(model, event);
      if (event.type === 'done') return this.finished(record, event, model);
      this.apply(answer, event);
    }
    throw new LlmError('engine_error', 'The engine ended the answer without a reason');
  }

  private apply(answer: LiveAnswer, event: Exclude<AnswerEvent, { type: 'done' }>) {
    if (event.type === 'queued') answer.enter({ type: 'queued', position: event.position });
    else if (event.type === 'loading') answer.enter({ type: 'loading', elapsed_ms: event.elapsedMs });
    else if (event.type === 'started') answer.enter({ type: 'started' });
    else answer.append(event.channel, event.text);
  }

  private finished(record: AnswerRecord, { finish, usage, timing, fingerprint }: Extract<AnswerEvent, { type: 'done' }>, model: Model): AnswerEnd {
    record.measured({ ...usage, ...timing, engine: fingerprintOf(fingerprint, model) });
    if (finish !== 'aborted') return { finishReason: finish, errorCode: null, error: null };
    return this.closing ? serverEnded : { finishReason: 'stopped', errorCode: null, error: null };
  }

  private failed(error: unknown, logId: number): AnswerEnd {
    return this.closing ? serverEnded : { finishReason: 'failed', ...answerFailure(error, (defect) => this.parts.log.error({ err: defect, logId }, 'an answer failed')) };
  }
}

const tellAfterMs = 5000;
const notSaved: AnswerEnd = {
  finishReason: 'failed',
  errorCode: 'not_saved',
  error: 'The answer is made but could not be saved: the database cannot be reached or its disk is full. It is kept in memory and saved as soon as that is mended; do not stop the server before.',
};
const serverEnded: AnswerEnd = { finishReason: 'interrupted', errorCode: 'server_ended', error: 'The server was stopped in the middle of the answer' };
