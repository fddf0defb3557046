import type { Split } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import { onOneLine } from '../../json-lines.js';
import { requireSnapshot } from './claims.js';
import { readExamples } from './example-lines.js';
import { formats, type SnapshotFormat } from './formats.js';

/**
 * The text of one file in parts. The same snapshot gives the same bytes, however often and wherever.
 * @throws {DomainError} not_found
 */
export async function* exportSnapshot(db: DataSource, id: number, format: SnapshotFormat, split: Split): AsyncGenerator<string, void, undefined> {
  await requireSnapshot(db.manager, id);
  const { frame, records } = formats[format];
  let opening = frame.start;
  let isEmpty = true;
  for await (const examples of readExamples(db.manager, id, split)) {
    const texts = examples.flatMap(records).map(onOneLine);
    if (texts.length === 0) continue;
    yield opening + texts.join(frame.between);
    opening = frame.between;
    isEmpty = false;
  }
  // An empty file of lines has none; an empty array has its brackets.
  if (!isEmpty) yield frame.end;
  else if (frame.start) yield frame.start + frame.end.trimStart();
}
