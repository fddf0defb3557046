import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { DomainError, notFound } from '../../errors.js';
import { parseAddress, type DownloadAddress } from './download-address.js';
import { findRecords, newParts, partial } from './download-record.js';
import { Download, otherChecksum, type DownloadParts } from './download.js';
import { requireSpace } from '../../disk-space.js';
import { probe, type Probed } from './probe.js';
import { Turns } from './turns.js';

const mostAtOnce = 2;
const mostUnfinished = 50;

/** Every download of this server: the only requests of it that leave the machine, each because an admin asked for it. */
export class Downloads {
  readonly #downloads = new Map<string, Download>();
  /** Files whose download is being looked at before it starts. */
  readonly #starting = new Set<string>();
  readonly #turns = new Turns(mostAtOnce);
  readonly #parts: DownloadParts;
  #closed = false;

  constructor(parts: Omit<DownloadParts, 'turn'>) {
    this.#parts = { ...parts, turn: (signal) => this.#turns.next(signal) };
  }

  /** Finds what the server had not finished when it ended; shown as paused. */
  async open() {
    for (const record of await findRecords(this.#parts.modelsFolder, this.#parts.huggingFace)) this.#downloads.set(record.id, new Download(record, this.#parts));
  }

  /** Newest first. */
  list(): Download[] {
    return [...this.#downloads.values()].toSorted((a, b) => b.record.startedAt.getTime() - a.record.startedAt.getTime());
  }

  /** What is at an address, and what it would become in the models folder. */
  async look(address: string): Promise<{ address: DownloadAddress; parts: Probed[]; exists: boolean }> {
    const parsed = parseAddress(address, this.#parts.huggingFace);
    const parts = await probe(parsed, this.#parts.huggingFace, this.#parts.idleMs);
    return { address: parsed, parts, exists: (await this.#existing(parsed)) !== undefined };
  }

  /** @throws {DomainError} invalid: no such address or file; conflict: it is here already, or the disk is too small; model_failed: the host does not answer. */
  async start(address: string, sha256: string | null): Promise<Download> {
    const parsed = parseAddress(address, this.#parts.huggingFace);
    const { file } = parsed.parts[0]!;
    await this.#requireNew(parsed);
    if (sha256 !== null && parsed.parts.length > 1) throw new DomainError('invalid', 'sha256: A split model has several files, each with a checksum of its own. Leave it out.');
    if (this.#starting.has(file)) throw new DomainError('conflict', `"${file}" is being downloaded already.`);
    this.#starting.add(file);
    try {
      const probed = await probe(parsed, this.#parts.huggingFace, this.#parts.idleMs);
      const known = probed[0]?.sha256 ?? null;
      if (sha256 !== null && known !== null && sha256.toLowerCase() !== known) throw new DomainError('invalid', `sha256: ${otherChecksum(known, sha256)}`);
      const parts = newParts(parsed).map((part, index) => ({ ...part, totalBytes: probed[index]!.totalBytes, version: probed[index]!.version, sha256: probed[index]!.sha256 }));
      const download = new Download({ id: randomBytes(8).toString('hex'), address, sha256, startedAt: new Date(), parts }, this.#parts);
      await this.#requireSpace(download);
      // Left by something else: without a record nobody knows what it is a part of.
      for (const part of parts) await rm(await this.#parts.modelsFolder.place(partial(part.file)), { force: true });
      this.#run(download);
      this.#downloads.set(download.record.id, download);
      return download;
    } finally {
      this.#starting.delete(file);
    }
  }

  async pause(id: string): Promise<Download> {
    const download = this.#find(id);
    await download.pause();
    return download;
  }

  async resume(id: string): Promise<Download> {
    const download = this.#find(id);
    if (download.state === 'done') throw new DomainError('conflict', 'This download is complete');
    if (download.isWorking) return download;
    await this.#requireSpace(download);
    this.#run(download);
    return download;
  }

  /** Cancels it and deletes what was received; one that is complete only leaves the list. */
  async remove(id: string) {
    await this.#find(id).discard();
    this.#downloads.delete(id);
  }

  /** Pauses everything: the next start of the server shows it, and `resume` goes on. */
  async close() {
    this.#closed = true;
    await Promise.all(this.list().map((download) => download.pause()));
  }

  #run(download: Download) {
    if (this.#closed) throw new DomainError('unavailable', 'The server is being ended');
    download.run();
  }

  #find(id: string): Download {
    const download = this.#downloads.get(id);
    if (!download) throw notFound('Download');
    return download;
  }

  async #requireNew(address: DownloadAddress) {
    const existing = await this.#existing(address);
    if (existing !== undefined) throw new DomainError('conflict', `There is a file "${existing}" in the models folder already.`);
    const unfinished = this.list().filter(({ state }) => state !== 'done');
    if (unfinished.some(({ file }) => file === address.parts[0]!.file)) throw new DomainError('conflict', `"${address.parts[0]!.file}" is in the list of downloads already. Resume it, or remove it there first.`);
    if (unfinished.length >= mostUnfinished) throw new DomainError('conflict', `There are ${mostUnfinished} unfinished downloads already.`);
  }

  /** The first of the files that is in the folder already. */
  async #existing({ parts }: DownloadAddress): Promise<string | undefined> {
    for (const { file } of parts) if (await this.#parts.modelsFolder.has(file)) return file;
    return undefined;
  }

  /** For this one, and for what the others that run will still write. */
  async #requireSpace(download: Download) {
    const others = this.list().filter((other) => other !== download && other.state === 'running');
    await requireSpace(this.#parts.modelsFolder.dir, [download, ...others].reduce((sum, { missingBytes }) => sum + missingBytes, 0));
  }
}
