import { setTimeout as delay } from 'node:timers/promises';
import { Run } from '@llamune/db';
import type { LlmEngine } from '@llamune/llm';
import type { DataSource } from 'typeorm';
import type { AnswerMetrics } from '../../answer-metrics.js';
import type { ModelServers } from '../../model-source.js';
import type { ModelsFolder } from '../../models-folder.js';
import { claimRun } from './claim-run.js';
import { RunFailure, RunWork } from './run-work.js';

export interface RunParts {
  db: DataSource;
  engine: LlmEngine;
  modelsFolder: ModelsFolder;
  modelServers: ModelServers;
  serverId: number;
  /** An answer is ended this long after its question was asked. */
  timeoutMs: number;
  metrics: AnswerMetrics;
  log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  /** First pause before something that failed is tried again. */
  retryMs: number;
}
interface Options extends Omit<RunParts, 'retryMs'> {
  retryMs?: number;
  /** How often to look for runs of servers that have ended, and whether own ones were paused on another server. */
  lookEveryMs?: number;
}

/**
 * The runs that this server works on. What is done is in the database alone: a server that ends, in whatever way, leaves rows without an answer, and
 * whichever server comes next asks those.
 */
export class Runs {
  private readonly parts: RunParts;
  private readonly lookEveryMs: number;
  private readonly active = new Map<number, { work: RunWork; stop: AbortController; done: Promise<void> }>();
  private readonly closing = new AbortController();
  private woken = new AbortController();
  private looking: Promise<void> = Promise.resolve();

  constructor({ retryMs = 500, lookEveryMs = 2000, ...parts }: Options) {
    this.parts = { ...parts, retryMs };
    this.lookEveryMs = lookEveryMs;
  }

  start() {
    this.looking = this.look();
  }

  /** Something about the runs has changed: look at once. */
  wake() {
    this.woken.abort();
  }

  remainingSeconds(runId: number, left: number): number | null {
    return this.active.get(runId)?.work.remainingSeconds(left) ?? null;
  }

  async close() {
    this.closing.abort();
    this.wake();
    await this.looking;
    for (const { stop } of this.active.values()) stop.abort();
    await Promise.all([...this.active.values()].map(({ done }) => done));
  }

  private async look() {
    while (!this.closing.signal.aborted) {
      this.woken = new AbortController();
      try {
        await this.stopChanged();
        await this.claim();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'could not look for runs');
      }
      await delay(this.lookEveryMs, undefined, { signal: this.woken.signal, ref: false }).catch(() => {});
    }
  }

  /** Ends the work on runs that were paused or cancelled, or that another server has taken because it thought this one gone. */
  private async stopChanged() {
    if (this.active.size === 0) return;
    const states = await this.parts.db.getRepository(Run).find({ where: [...this.active.keys()].map((id) => ({ id })), select: { id: true, state: true, serverId: true } });
    for (const { id, state, serverId } of states) if (state !== 'running' || serverId !== this.parts.serverId) this.active.get(id)?.stop.abort();
  }

  private async claim() {
    for (;;) {
      const run = await claimRun(this.parts.db, this.parts.serverId, [...this.active.values()].map(({ work }) => work.run));
      if (!run || this.closing.signal.aborted) return;
      const work = new RunWork(this.parts, run);
      const stop = new AbortController();
      const done = this.finish(work, stop.signal).finally(() => {
        this.active.delete(run.id);
        // There may be room for the next one.
        this.wake();
      });
      this.active.set(run.id, { work, stop, done });
    }
  }

  private async finish(work: RunWork, signal: AbortSignal) {
    const { id } = work.run;
    try {
      await work.finish(signal);
      await this.end(id, { state: 'done', finishedAt: new Date(), serverId: null });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RunFailure)) this.parts.log.error({ err: error, runId: id }, 'a run failed');
      await this.end(id, { state: 'paused', serverId: null, error: error instanceof RunFailure ? error.message : 'Internal error' });
    }
  }

  /** Only while it is this server's. If the database is gone, the row says that this server runs it, and it is taken up again. */
  private async end(id: number, change: Partial<Run>) {
    await this.parts.db
      .getRepository(Run)
      .update({ id, state: 'running', serverId: this.parts.serverId }, change)
      .catch((error: unknown) => this.parts.log.warn({ err: error, runId: id }, 'the end of a run could not be saved yet'));
  }
}
