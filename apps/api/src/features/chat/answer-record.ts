import { setTimeout as delay } from 'node:timers/promises';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Logger } from './answers.js';
import type { AnswerEnd, LiveAnswer } from './live-answer.js';

interface Measured {
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  queueMs: number;
  timeToFirstTokenMs: number | null;
  durationMs: number;
  engine: Record<string, unknown>;
}

/** Twice a second at most: what a power cut may take is half a second of text, and a fast model does not flood the database. */
const saveEveryMs = 500;
const longestPauseMs = 10_000;
/** A server that is asked to stop does not wait for a database that is gone. The next start marks the answer. */
const closingPatienceMs = 5000;

/** One answer's row. Holds no connection between its writes. */
export class AnswerRecord {
  private readonly timer: NodeJS.Timeout;
  private saved = '';
  private saving: Promise<void> = Promise.resolve();
  private isSaving = false;
  private measurements: Partial<Measured> = {};

  constructor(
    private readonly db: DataSource,
    private readonly answer: LiveAnswer,
    private readonly log: Logger,
    private readonly isClosing: () => boolean,
  ) {
    this.timer = setInterval(() => this.savePart(), saveEveryMs);
  }

  measured({ queueMs, timeToFirstTokenMs, durationMs, ...rest }: Measured) {
    this.measurements = {
      ...rest,
      queueMs: Math.round(queueMs),
      timeToFirstTokenMs: timeToFirstTokenMs === null ? null : Math.round(timeToFirstTokenMs),
      durationMs: Math.round(durationMs),
    };
  }

  /** Puts the end on disk. While the database is gone or its disk is full it tries again, so that no answer is lost that was made. */
  async close(end: AnswerEnd) {
    clearInterval(this.timer);
    await this.saving;
    const started = Date.now();
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.write({ ...this.measurements, ...end });
        return;
      } catch (error) {
        this.log.warn({ err: error, logId: this.answer.logId }, 'the end of an answer could not be saved yet');
        if (this.isClosing() && Date.now() - started > closingPatienceMs) return;
      }
      await delay(this.isClosing() ? Math.min(pauseMs, 500) : pauseMs);
    }
  }

  private savePart() {
    if (this.isSaving || this.answer.text === this.saved) return;
    this.isSaving = true;
    this.saving = this.write({})
      // The text is still in memory and is saved with the next part or with the end.
      .catch((error: unknown) => this.log.warn({ err: error, logId: this.answer.logId }, 'a part of an answer could not be saved yet'))
      .finally(() => (this.isSaving = false));
  }

  private async write(columns: Partial<Measured> & Partial<AnswerEnd>) {
    const { text } = this.answer;
    const { engine, ...rest } = columns;
    await this.db.getRepository(ConversationLog).update(this.answer.logId, { ...rest, ...(engine && { engine: engine as never }), answer: storable(text) });
    this.saved = text;
  }
}

/** PostgreSQL's text holds no NUL; a model may say one. */
const storable = (text: string) => text.replaceAll('\u0000', '\uFFFD').toWellFormed();
