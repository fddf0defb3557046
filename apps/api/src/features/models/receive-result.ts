import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { textLimits, type TrainingResult } from '@llamune/contracts';
import { Model } from '@llamune/db';
import type { Caller } from '../../authenticate.js';
import { requireSpace } from '../../disk-space.js';
import { DomainError } from '../../errors.js';
import { storable } from '../../storable-text.js';
import type { Services } from '../../trpc.js';
import { readHead, type ResultHead } from './read-result.js';
import { createModel, type NewModel } from './register-model.js';
import { damaged, tarEntries, type TarEntry } from './tar-entries.js';

export type ReceiveProgress = { type: 'reading'; done: number; total: number } | { type: 'checking' };
interface Watch {
  onProgress?: (progress: ReceiveProgress) => void;
  signal: AbortSignal;
}
type File = TrainingResult['files'][number];

/**
 * Takes over what was trained elsewhere: the archive is checked against the manifest that went out, its weights are put into the models folder and registered.
 * Twice is the same as once. Answers the model's id.
 * @throws {DomainError} not_found, invalid: damaged or unknown; nothing is left behind then.
 */
export const receiveResult = async (services: Services, caller: Caller, name: string, { onProgress = () => {}, signal }: Watch): Promise<number> => {
  const { db, modelsFolder } = services;
  if (!name.toLowerCase().endsWith('.tar')) throw new DomainError('invalid', 'file: Name a .tar of the models folder.');
  const found = await modelsFolder.find(name);
  if (!found) throw new DomainError('not_found', `There is no file "${name}" in the models folder. Put it there first.`);
  const part = await modelsFolder.place(`results/.${randomUUID()}.part`);
  const entries = tarEntries(found);
  try {
    const head = await readHead(db, entries, signal);
    const { role, bytes, sha256 } = requireWeights(head);
    await requireSpace(modelsFolder.dir, bytes);
    const trainingLog = await takeFiles(head, entries, part, { onProgress, signal });
    onProgress({ type: 'checking' });
    const target = `results/snapshot-${head.snapshot.id}-${sha256.slice(0, 12)}.gguf`;
    const place = role === 'weights' ? { file: target, adapter: null } : { file: head.parent.file, adapter: target };
    return await registerOnce(services, caller, newModel(head, place, trainingLog), { part, target });
  } finally {
    // Closes the archive, wherever the reading of it has ended.
    await entries.return();
    await rm(part, { force: true });
  }
};

/** Two who receive the same at once wait for each other: the second one finds the version of the first. */
const registerOnce = ({ db, ...services }: Services, caller: Caller, model: NewModel, { part, target }: { part: string; target: string }): Promise<number> =>
  db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`result:${target}`]);
    const before = await tx.findOneBy(Model, { parentId: model.parentId!, snapshotId: model.snapshotId!, [model.adapter === null ? 'file' : 'adapter']: target });
    const whole = await services.modelsFolder.place(target);
    const wasThere = await services.modelsFolder.has(target);
    await rename(part, whole);
    if (before) return before.id;
    try {
      return await createModel({ db, ...services }, caller, model);
    } catch (error) {
      if (!wasThere) await rm(whole, { force: true });
      throw error;
    }
  });

const requireWeights = ({ result, parent }: ResultHead): File => {
  const [weights, ...others] = result.files.filter(({ role }) => role !== 'log');
  if (!weights || others.length > 0) throw new DomainError('invalid', 'file: result.json, files: exactly one has the role weights or adapter.');
  if (weights.role === 'adapter' && !parent.file) throw new DomainError('invalid', `file: It brings an adapter, but "${parent.modelName}" runs on a model server. Put the adapter there, and register it with POST /models.`);
  return weights;
};

/** Reads every file that the result names, whole and as its hash says. Answers what the training said. */
const takeFiles = async ({ result }: ResultHead, rest: AsyncIterable<TarEntry>, part: string, { onProgress, signal }: Required<Watch>): Promise<string | null> => {
  const total = result.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const missing = new Map(result.files.map((file) => [file.name, file]));
  let done = 0;
  let trainingLog: string | null = null;
  for await (const entry of rest) {
    const file = missing.get(entry.name);
    if (!file) continue;
    missing.delete(entry.name);
    if (entry.bytes !== file.bytes) throw damaged(`${file.name} has ${entry.bytes} bytes, not ${file.bytes}`);
    const hash = createHash('sha256');
    const end = new LastLetters();
    const watched = async function* () {
      for await (const piece of entry.content(signal)) {
        hash.update(piece);
        if (file.role === 'log') end.add(piece);
        onProgress({ type: 'reading', done: (done += piece.length), total });
        yield piece;
      }
    };
    if (file.role === 'log') for await (const _ of watched());
    else await pipeline(watched, createWriteStream(part), { signal });
    if (hash.digest('hex') !== file.sha256) throw damaged(`the SHA-256 of ${file.name} is not what result.json says`);
    if (file.role === 'log') trainingLog = end.text();
  }
  if (missing.size > 0) throw damaged(`${[...missing.keys()].join(', ')} is missing`);
  return trainingLog;
};

/** The end of a long text: how a training ended is there. */
class LastLetters {
  private bytes = Buffer.alloc(0);
  private readonly most = textLimits.trainingLog;

  add(piece: Buffer) {
    this.bytes = Buffer.concat([this.bytes, piece]).subarray(-this.most);
  }

  text() {
    return storable(this.bytes.toString());
  }
}

const newModel = ({ result, parent, snapshot }: ResultHead, place: Pick<Model, 'file' | 'adapter'>, trainingLog: string | null): NewModel => ({
  modelName: parent.modelName,
  version: undefined,
  baseModel: parent.baseModel,
  description: result.description ?? `訓練データ ${snapshot.id} による訓練`,
  trainedAt: new Date(result.trained_at),
  ...place,
  serverUrl: null,
  servedModel: null,
  apiKeyEnv: null,
  parentId: parent.id,
  snapshotId: snapshot.id,
  metrics: result.metrics ?? null,
  trainingLog,
});

/** Archives that lie in the models folder, newest first. */
export const findResultFiles = async ({ modelsFolder }: Services): Promise<{ file: string; bytes: number; modifiedAt: Date }[]> => {
  const files = await modelsFolder.stats(await modelsFolder.filesEnding('.tar'));
  return files.toSorted((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime()).slice(0, mostArchives);
};
const mostArchives = 200;
