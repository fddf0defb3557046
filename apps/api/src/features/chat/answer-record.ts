import { setTimeout as delay } from 'node:timers/promises';
import { ConversationLog, databaseFault } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Logger } from './answers.js';
import type { AnswerEnd, LiveAnswer } from './live-answer.js';
import { storable, storableValues } from '../../storable-text.js';

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

interface Parts {
  db: DataSource;
  answer: LiveAnswer;
  log: Logger;
  serverId: number;
  isClosing: () => boolean;
}

/** One answer's row. Holds no connection between its writes. */
export class AnswerRecord {
  private readonly timer: NodeJS.Timeout;
  private savedLength = 0;
  private saving: Promise<void> = Promise.resolve();
  private isSaving = false;
  private measurements: Partial<Measured> = {};

  constructor(private readonly parts: Parts) {
    this.timer = setInterval(() => this.savePart(), saveEveryMs);
  }

  /** What makes the answer, as far as it is known before the end. */
  madeBy(engine: Record<string, unknown>) {
    this.measurements.engine = engine;
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
  async close({ finishReason, errorCode, error }: AnswerEnd) {
    const { answer, log, isClosing } = this.parts;
    clearInterval(this.timer);
    await this.saving;
    const started = Date.now();
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.write({ finishReason, errorCode, error: error === null ? null : storable(error), serverId: null });
        return;
      } catch (fault) {
        // A model server that counts nonsense must not keep its answer from the disk.
        if (!databaseFault(fault)) this.measurements = {};
        log.warn({ err: fault, logId: answer.logId }, 'the end of an answer could not be saved yet');
        if (isClosing() && Date.now() - started > closingPatienceMs) return;
      }
      await delay(isClosing() ? Math.min(pauseMs, 500) : pauseMs);
    }
  }

  private savePart() {
    const { answer, log } = this.parts;
    if (this.isSaving || lengthOf(answer) === this.savedLength) return;
    this.isSaving = true;
    this.saving = this.writePart()
      // The text is still in memory and is saved with the next part or with the end.
      .catch((fault: unknown) => log.warn({ err: fault, logId: answer.logId }, 'a part of an answer could not be saved yet'))
      .finally(() => (this.isSaving = false));
  }

  /** In plain SQL: twice a second for each answer, TypeORM's way of putting an update together would cost more than the update. */
  private async writePart() {
    const { db, answer, serverId } = this.parts;
    const { engine } = this.measurements;
    const length = lengthOf(answer);
    await db.query(partUpdate, [answer.logId, storable(answer.answer), storable(answer.thinking) || null, serverId, engine ? JSON.stringify(storableValues(engine)) : null]);
    this.savedLength = length;
  }

  private async write(state: Pick<ConversationLog, 'finishReason' | 'errorCode' | 'error' | 'serverId'>) {
    const { db, answer } = this.parts;
    const { engine, ...rest } = this.measurements;
    const length = lengthOf(answer);
    const texts = { answer: storable(answer.answer), thinking: storable(answer.thinking) || null };
    await db.getRepository(ConversationLog).update(answer.logId, { ...rest, ...(engine && { engine: storableValues(engine) as never }), ...texts, ...state });
    this.savedLength = length;
  }
}

/** Another server that took this one for gone, because its connection was lost, may have marked the answer as interrupted: it is not. */
const partUpdate = `
  UPDATE conversation_logs
     SET answer = $2, thinking = $3, server_id = $4, engine = COALESCE($5, engine), finish_reason = NULL, error_code = NULL, error = NULL
   WHERE id = $1`;

const lengthOf = ({ answer, thinking }: LiveAnswer) => answer.length + thinking.length;
