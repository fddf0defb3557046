import { createHash } from 'node:crypto';
import { contract, Split, type SnapshotManifest } from '@llamune/contracts';
import { Model, SnapshotExample, type Snapshot } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';
import { requireSnapshot } from './claims.js';
import { exampleLine, readExamples } from './example-lines.js';
import { exportSnapshot } from './export-snapshot.js';
import { formats, type SnapshotFormat } from './formats.js';

const mostPrompts = 100;

/** What is in an export, and how to see that it is whole. Reads the snapshot once for each file. */
export const manifestOf = async (db: DataSource, snapshotId: number, format: SnapshotFormat, parentId: number | null): Promise<SnapshotManifest> => {
  const snapshot = await requireSnapshot(db.manager, snapshotId);
  const parent = parentId === null ? null : await parentOf(db, parentId);
  const files = [];
  for (const { name, frameLines, text } of exportedFiles(db, snapshot, format)) files.push({ name, ...(await digestOf(text(), frameLines)) });
  return {
    kind: 'llamune_poc/training-data',
    format_version: 1,
    snapshot_id: snapshot.id,
    poc_id: snapshot.pocId,
    version: snapshot.version,
    created_at: snapshot.createdAt.toISOString(),
    content_sha256: snapshot.contentSha256,
    counts: snapshot.counts,
    log_ids: await logIdsOf(db, snapshotId),
    system_prompts: await systemPromptsOf(db, snapshotId),
    format,
    files,
    parent,
  };
};

interface ExportedFile {
  name: string;
  /** Lines that are no records. */
  frameLines: number;
  text: () => AsyncIterable<string>;
}

/** One file for each part, as the export gives it, and all examples as the snapshot's hash is made of them. */
export const exportedFiles = (db: DataSource, { id }: Snapshot, format: SnapshotFormat): ExportedFile[] => [
  ...Split.options.map((split) => ({
    name: contract.snapshots.export.file![format]!.name.replace('{split}', split),
    frameLines: formats[format].frame.start ? 2 : 0,
    text: () => exportSnapshot(db, id, format, split),
  })),
  { name: 'examples.jsonl', frameLines: 0, text: () => exampleLines(db, id) },
];

async function* exampleLines(db: DataSource, id: number): AsyncGenerator<string> {
  for await (const examples of readExamples(db.manager, id)) yield examples.map(exampleLine).join('');
}

const digestOf = async (text: AsyncIterable<string>, frameLines: number): Promise<{ bytes: number; records: number; sha256: string }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  for await (const part of text) {
    hash.update(part);
    bytes += Buffer.byteLength(part);
    lines += part.split('\n').length - 1;
  }
  return { bytes, records: Math.max(0, lines - frameLines), sha256: hash.digest('hex') };
};

const parentOf = async (db: DataSource, id: number): Promise<SnapshotManifest['parent']> => {
  const model = await db.getRepository(Model).findOneBy({ id });
  if (!model) throw notFound('Parent model');
  return { model_id: model.id, model_name: model.modelName, version: model.version, base_model: model.baseModel, file: model.file, adapter: model.adapter };
};

const logIdsOf = async (db: DataSource, snapshotId: number): Promise<number[]> => {
  const rows = await db.getRepository(SnapshotExample).createQueryBuilder('example').select('example.logId', 'id').where('example.snapshotId = :snapshotId', { snapshotId }).orderBy('example.logId').getRawMany<{ id: number }>();
  return rows.map(({ id }) => id);
};

const systemPromptsOf = (db: DataSource, snapshotId: number): Promise<SnapshotManifest['system_prompts']> =>
  db.query('SELECT system_prompt AS text, count(*)::int AS examples FROM snapshot_examples WHERE snapshot_id = $1 GROUP BY system_prompt ORDER BY examples DESC, min(log_id) LIMIT $2', [snapshotId, mostPrompts]);
