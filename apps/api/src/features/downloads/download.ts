import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { DownloadState } from '@llamune/contracts';
import type { LlmEngine } from '@llamune/llm';
import { domainErrorOf } from '../../errors.js';
import type { ModelsFolder } from '../../models-folder.js';
import { parseAddress, type HuggingFace } from './download-address.js';
import { partial, removeRecord, saveRecord, type DownloadRecord } from './download-record.js';
import { diskFullSentence } from '../../disk-space.js';
import { fetchPart, Unusable, type Part } from './fetch-part.js';
import { finishDownload } from './finish-download.js';
import { FetchFailure } from './remote-file.js';
import { Speed } from './speed.js';

export interface DownloadParts {
  modelsFolder: ModelsFolder;
  engine: LlmEngine;
  huggingFace: HuggingFace;
  log: { error(details: object, message: string): void };
  /** A connection on which nothing has come for so long is broken. Default 60 000. */
  idleMs?: number;
  /** Before the second try. Default 1000. */
  retryMs?: number;
  /** Resolves when it is this download's turn, to a function that ends the turn. */
  turn: (signal: AbortSignal) => Promise<() => void>;
}

/** One model on its way into the models folder. */
export class Download {
  state: DownloadState = 'paused';
  error: string | null = null;
  readonly #speed = new Speed();
  #run: { stop: AbortController; ended: Promise<void> } | undefined;

  constructor(
    readonly record: DownloadRecord,
    private readonly parts: DownloadParts,
  ) {}

  get file() {
    return this.record.parts[0]!.file;
  }
  get shownAddress() {
    return parseAddress(this.record.address, this.parts.huggingFace).shown;
  }
  get receivedBytes() {
    return this.record.parts.reduce((sum, part) => sum + part.receivedBytes, 0);
  }
  /** Null as long as one of its files has not told its size. */
  get totalBytes() {
    return this.record.parts.reduce<number | null>((sum, { totalBytes }) => (sum === null || totalBytes === null ? null : sum + totalBytes), 0);
  }
  get missingBytes() {
    return this.state === 'done' ? 0 : Math.max(0, (this.totalBytes ?? 0) - this.receivedBytes);
  }
  get bytesPerSecond() {
    return this.state === 'running' ? this.#speed.bytesPerSecond(this.receivedBytes) : null;
  }

  get isWorking() {
    return this.#run !== undefined;
  }

  /** Goes on from what is there. Waits for its turn as `running`, without a speed. */
  run() {
    if (this.#run || this.state === 'done') return;
    this.error = null;
    this.state = 'running';
    const stop = new AbortController();
    const ended = this.work(stop.signal)
      .then(() => this.settle('done', null))
      .catch((error: unknown) => this.fail(error, stop.signal))
      .finally(() => (this.#run = undefined));
    this.#run = { stop, ended };
  }

  /** Stops where it is; what was received stays. One that is done or failed stays so. */
  async pause() {
    this.#run?.stop.abort();
    await this.#run?.ended;
  }

  /** Deletes what was received; a file that is complete stays. */
  async discard() {
    await this.pause();
    if (this.state === 'done') return;
    for (const { file } of this.record.parts) await rm(await this.parts.modelsFolder.place(partial(file)), { force: true });
    await removeRecord(this.parts.modelsFolder, this.record);
    for (let dir = path.dirname(this.file); dir !== '.'; dir = path.dirname(dir)) if (!(await rmdir(path.join(this.parts.modelsFolder.dir, dir)).then(() => true, () => false))) return;
  }

  private async work(signal: AbortSignal) {
    const { modelsFolder, engine, huggingFace, idleMs = 60_000, retryMs = 1000 } = this.parts;
    await saveRecord(modelsFolder, this.record);
    const endTurn = await this.parts.turn(signal);
    this.#speed.note(this.receivedBytes);
    try {
      const options = { huggingFace, signal, idleMs, retryMs, progress: () => this.#speed.note(this.receivedBytes), learned: () => this.learned() };
      for (const part of this.record.parts) await fetchPart(part, await modelsFolder.place(partial(part.file)), options);
      this.state = 'checking';
      await finishDownload(modelsFolder, engine, this.record, signal);
      await removeRecord(modelsFolder, this.record);
    } finally {
      endTurn();
    }
  }

  private async learned() {
    const { sha256, parts } = this.record;
    const known = parts[0]?.sha256 ?? null;
    if (sha256 !== null && known !== null && sha256.toLowerCase() !== known) throw new FetchFailure(otherChecksum(known, sha256), false);
    await saveRecord(this.parts.modelsFolder, this.record);
  }

  private async fail(error: unknown, signal: AbortSignal) {
    if (signal.aborted) return this.settle('paused', null);
    if (error instanceof Unusable) await this.forget(error.parts);
    const known = error instanceof FetchFailure ? error.message : (diskFullSentence(error) ?? domainErrorOf(error)?.message);
    if (known === undefined) this.parts.log.error({ err: error, file: this.file }, 'a download failed');
    this.settle('failed', known ?? `It could not be written to the models folder (${(error as NodeJS.ErrnoException).code ?? 'internal error'}).`);
  }

  private async forget(parts: Part[]) {
    for (const part of parts) {
      await rm(await this.parts.modelsFolder.place(partial(part.file)), { force: true });
      part.receivedBytes = 0;
    }
  }

  private settle(state: DownloadState, error: string | null) {
    this.state = state;
    this.error = error;
  }
}

export const otherChecksum = (theirs: string, given: string) => `Hugging Face says that the SHA-256 of this file is ${theirs}; ${given.toLowerCase()} was given.`;
