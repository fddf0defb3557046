// What handing 100,000 evaluated logs over to training takes: looking through them, taking them into a snapshot, writing them as files, and
// acknowledging the training. Time, and how far the server's memory grows meanwhile.
//
//   node bench/snapshots.mjs [--logs 100000] [--most-mib 150]
//
// Every log is evaluated, and of one PoC. Memory is the greatest resident size of the server seen during the step, less that before the first
// step, after one small snapshot was taken and written. Fails when any step exceeds `most-mib`, or a file does not come out the same twice.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDataSource, migrate, startEmbeddedPostgres } from '@llamune/db';
import { fillWithLogs, people } from './lib/many-logs.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { logs: { type: 'string', default: '100000' }, 'most-mib': { type: 'string', default: '150' } } });
const count = Number(options.logs);
const warmUp = 500;

const dataDir = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
const url = `${postgres.url()}&statement_timeout=0`;
const db = await createDataSource({ url, poolSize: 2 }).initialize();
await migrate(db, { log: () => {} });
await db.query('SET session_replication_role = replica');
await fillWithLogs(db, count + warmUp);
// Judged, of one PoC, with a number of its own in each question; a tenth asks what another one asks.
await db.query(`
  UPDATE conversation_logs SET poc_id = 1, status = 1, finish_reason = 'stop', evaluation = coalesce(evaluation, 1), evaluated_at = timestamp, evaluated_by_id = 1,
         question = question || (id - CASE WHEN id % 10 = 0 THEN 1 ELSE 0 END), correct_answer = CASE WHEN evaluation > 1 THEN coalesce(correct_answer, answer || '。正しくは別です。') END`);
await db.query('VACUUM ANALYZE');

const server = await startServer({ DATABASE_URL: url });
const client = server.client(people.admin);
const resident = () => server.residentBytes().server;
const drain = async (query) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of await query) {
    hash.update(part);
    bytes += Buffer.byteLength(part);
  }
  return { sha256: hash.digest('hex'), bytes };
};
const table = [];
let before = 0;
const step = async (name, work) => {
  let most = resident();
  const watch = setInterval(() => (most = Math.max(most, resident())), 20);
  const started = performance.now();
  const result = await work();
  clearInterval(watch);
  table.push({ step: name, seconds: Number(((performance.now() - started) / 1000).toFixed(1)), 'memory MiB': Math.round((most - before) / 2 ** 20), ...(result?.bytes && { 'file MB': Math.round(result.bytes / 1e6) }) });
  return result;
};

let ok = true;
try {
  const small = await client.snapshots.create.mutate({ poc_id: 1, limit: warmUp, valid_percent: 0 });
  await drain(client.snapshots.export.query({ snapshot_id: small.id }));
  before = resident();

  const looked = await step('preflight', () => client.snapshots.preflight.mutate({ poc_id: 1 }));
  let events = 0;
  const snapshot = await step('take', async () => {
    for await (const event of await client.snapshots.take.query({ poc_id: 1 })) {
      events++;
      if (event.type === 'done') return event.snapshot;
    }
  });
  const first = await step('export chat', () => drain(client.snapshots.export.query({ snapshot_id: snapshot.id })));
  const again = await step('export chat, again', () => drain(client.snapshots.export.query({ snapshot_id: snapshot.id })));
  for (const format of ['dpo', 'kto', 'alpaca', 'sharegpt']) await step(`export ${format}`, () => drain(client.snapshots.export.query({ snapshot_id: snapshot.id, format })));
  await step('signed archive', () => drain(client.snapshots.archive.query({ snapshot_id: snapshot.id, parent_id: 1 })));
  const acknowledged = await step('acknowledge', () => client.snapshots.acknowledge.mutate({ snapshot_id: snapshot.id }));
  console.log(`${count} evaluated logs; ${snapshot.counts.examples} taken (${JSON.stringify(snapshot.counts)}), ${events} events of progress; before: ${looked.counts.examples}; ${acknowledged.trained} are 訓練済み`);
  console.table(table);
  ok = first.sha256 === again.sha256 && table.every((row) => row['memory MiB'] <= Number(options['most-mib']));
  if (!ok) console.log('Too much memory, or two files that should be the same are not.');
} finally {
  await server.stop();
  await db.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);
