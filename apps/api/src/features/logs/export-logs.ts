import type { Log } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import { requireStill, type Caller } from '../../authenticate.js';
import { requireTimeZone } from '../../time-zone.js';
import { csvWriter } from './csv-text.js';
import { findLogIds } from './find-log-ids.js';
import { readLogs } from './find-logs.js';
import type { LogFilter } from './log-filter.js';
import { logToWire } from './log-wire.js';

interface Format {
  format: 'csv' | 'jsonl';
  /** IANA name; of the times in a CSV file. */
  timeZone: string;
}

const idsAtOnce = 1000;
/** Of the texts that are in memory at once. */
const mostBytes = 1_000_000;
/** More would keep the answers that are being made from their readers for too long. */
const mostLogs = 100;

/**
 * The text of the file in parts, newest log first; whatever comes in meanwhile is not in it. Nothing is open in the database between two parts.
 * A slow reader takes hours: a key that is revoked meanwhile ends it.
 * @throws {DomainError} invalid, for an unknown time zone.
 */
export const exportLogs = (db: DataSource, caller: Caller, filter: LogFilter, { format, timeZone }: Format): AsyncGenerator<string, void, undefined> => {
  requireTimeZone(timeZone);
  const { heading, lines } = format === 'csv' ? csvWriter(timeZone) : jsonLines;
  return partsOf(idsInParts(db, caller, filter), heading, async (ids) => {
    await requireStill(db, caller);
    return lines((await readLogs(db, ids)).map(logToWire));
  });
};

async function* partsOf(parts: AsyncIterable<number[]>, heading: string, read: (ids: number[]) => Promise<string>) {
  if (heading) yield heading;
  for await (const ids of parts) yield read(ids);
}

const jsonLines = { heading: '', lines: (logs: Log[]) => logs.map((log) => `${JSON.stringify(log)}\n`).join('') };

async function* idsInParts(db: DataSource, caller: Caller, filter: LogFilter) {
  for (let before: number | undefined; ; ) {
    const ids = await findLogIds(db, caller, { ...filter, limit: idsAtOnce, before });
    yield* await packed(db, ids);
    if (ids.length < idsAtOnce) return;
    before = ids.at(-1);
  }
}

const texts = ['question', 'answer', 'thinking', 'correct_answer', 'reason', 'memo', 'system_prompt'];

/** In parts that are small enough, however long each log is. Of the turns PostgreSQL tells only how long they are when compressed: about a quarter. */
const packed = async (db: DataSource, ids: number[]): Promise<number[][]> => {
  const sizes: { id: number; bytes: number }[] = await db.query(
    `SELECT id, ${texts.map((text) => `coalesce(octet_length(${text}), 0)`).join(' + ')} + 4 * pg_column_size(turns) AS bytes
       FROM conversation_logs WHERE id = ANY ($1) ORDER BY id DESC`,
    [ids],
  );
  const parts: number[][] = [];
  let room = 0;
  for (const { id, bytes } of sizes) {
    const part = parts.at(-1);
    room -= bytes;
    if (part && room >= 0 && part.length < mostLogs) part.push(id);
    else {
      parts.push([id]);
      room = mostBytes - bytes;
    }
  }
  return parts;
};
