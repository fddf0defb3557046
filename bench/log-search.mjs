// The log table with 110,000 logs: how long a search, an outline, a page, a file and a change of five hundred take, and what the search costs whoever writes.
//
//   node bench/log-search.mjs [--logs 110000] [--rounds 5]
//
// Fills a database as it was before there was a search, brings it up to date, starts the real server on it and asks through the browser's client.
// Beside each search stands what reading every text takes (ILIKE), and how many times faster the search is. What writing costs is told as the
// ratio of with and without the triggers that keep log_texts, taken in turns. Median of the rounds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDataSource, migrate, startEmbeddedPostgres } from '@llamune/db';
import { fillWithLogs, japaneseWriter, people } from './lib/many-logs.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { logs: { type: 'string', default: '110000' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(options.rounds);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const timed = async (work) => {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
};
const medianOf = async (work) => {
  const times = [];
  for (let round = 0; round < rounds; round++) times.push((await timed(work)).ms);
  return median(times);
};

const dataDir = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
const url = `${postgres.url()}&statement_timeout=0`;
const db = await createDataSource({ url, poolSize: 2 }).initialize();

const current = db.options.migrations;
db.setOptions({ migrations: current.slice(0, 2) });
await migrate(db, { log: () => {} });
const filling = await timed(() => fillWithLogs(db, Number(options.logs)));
db.setOptions({ migrations: current });
const upgrade = await timed(() => migrate(db, { log: () => {} }));
await db.query('VACUUM ANALYZE');
const [{ logs, texts, index }] = await db.query(`SELECT pg_table_size('conversation_logs') AS logs, pg_table_size('log_texts') AS texts, pg_relation_size('log_texts_grams_idx') AS index`);
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
console.log(`${options.logs} logs, written in ${seconds(filling.ms)}; bringing the database up to date: ${seconds(upgrade.ms)}. Logs ${megabytes(logs)}, searched texts ${megabytes(texts)}, index ${megabytes(index)}\n`);

const server = await startServer({ DATABASE_URL: url });
const clients = { admin: server.client(people.admin), evaluator: server.client(people.evaluator) };

const searches = { 'in none': '鱻龘魚', 'in 22 logs': '特別償却準備金', 'in 5 %': '繰延税金資産', 'in half of them': '消費税', 'common pairs, in none': 'でする', 'two letters, in all': 'です', 'one letter, in none': '鱻', 'one letter, in few': '嗜', 'one letter, in most': '税' };
const readAll = (search, userId) => db.query(`SELECT id FROM conversation_logs WHERE ($2::int IS NULL OR user_id = $2) AND (question ILIKE $1 OR answer ILIKE $1 OR correct_answer ILIKE $1) ORDER BY id DESC LIMIT 200`, [`%${search}%`, userId]);

const table = [];
for (const [who, userId] of [['admin', null], ['evaluator', 7]])
  for (const [what, search] of Object.entries(searches)) {
    const [page, outline, reading] = [await medianOf(() => clients[who].logs.rows.query({ search, limit: 200 })), await medianOf(() => clients[who].logs.pages.query({ search })), await medianOf(() => readAll(search, userId))];
    const { total } = await clients[who].logs.pages.query({ search });
    table.push({ who, search: what, found: total, 'page ms': Math.round(page), 'outline ms': Math.round(outline), 'reading all ms': Math.round(reading), 'times faster': Number((reading / page).toFixed(1)) });
  }
console.table(table);

const filters = { none: {}, 未評価: { unevaluated: true }, 'PoC and 間違い': { poc_id: 3, evaluation: 3 }, 訂正待ち: { needs_correction: true }, 'cut off': { finish_reason: 'length' }, 'failed (none)': { finish_reason: 'failed' }, 'the oldest days': { until: '2026-01-05T00:00:00Z' }, 'the newest days': { since: '2026-10-25T00:00:00Z' }, 'searched too': { search: '消費税', unevaluated: true, model_id: 2 } };
const lists = [];
for (const [what, filter] of Object.entries(filters)) {
  const { total } = await clients.admin.logs.pages.query(filter);
  lists.push({ filter: what, found: total, 'page ms': Math.round(await medianOf(() => clients.admin.logs.rows.query({ ...filter, limit: 200 }))), 'outline ms': Math.round(await medianOf(() => clients.admin.logs.pages.query(filter))) });
}
console.table(lists);

const rows = await clients.admin.logs.rows.query({ limit: 500 });
let turn = 0;
const many = await medianOf(() => clients.admin.logs.evaluateMany.mutate({ changes: rows.map(({ id }) => ({ log_id: id, evaluation: 1 + (turn % 3), priority: 1 + (turn++ % 3) })) }));
console.log(`500 logs judged in one call: ${Math.round(many)} ms`);

for (const format of ['csv', 'jsonl']) {
  const before = server.residentBytes().server;
  let bytes = 0;
  let most = before;
  const { ms } = await timed(async () => {
    const reply = await fetch(`${server.url}/logs/export?format=${format}`, { headers: { 'x-api-key': people.admin } });
    for await (const part of reply.body) {
      bytes += part.length;
      most = Math.max(most, server.residentBytes().server);
    }
  });
  console.log(`${format} of all: ${megabytes(bytes)} in ${seconds(ms)}; the server's memory ${megabytes(before)}, at most ${megabytes(most)} meanwhile`);
}
await server.stop();

/** One connection, with and without the triggers in turns. */
const write = japaneseWriter();
const costs = [];
for (const [length, pairs] of [[300, 40], [100_000, 6]]) {
  const take = { finish: { with: [], without: [] }, 'evaluate, no correct answer': { with: [], without: [] }, 'evaluate, correct answer': { with: [], without: [] } };
  for (let pair = 0; pair < pairs; pair++)
    for (const way of pair % 2 ? ['with', 'without'] : ['without', 'with']) {
      await db.query(`ALTER TABLE conversation_logs ${way === 'with' ? 'ENABLE' : 'DISABLE'} TRIGGER USER`);
      const answer = write(length);
      const statement = async (what, sql, values) => take[what][way].push((await timed(() => db.query(sql, values))).ms);
      const asked = await timed(() => db.query(`INSERT INTO conversation_logs (session_id, question, user_id, poc_id, model_id, model_name, model_version) SELECT id, $1, user_id, poc_id, model_id, 'model', 1 FROM sessions WHERE id = 1 RETURNING id`, [write(40)]));
      const [{ id }] = asked.result;
      const ended = await timed(() => db.query(`UPDATE conversation_logs SET answer = $2, finish_reason = 'stop' WHERE id = $1`, [id, answer]));
      take.finish[way].push(asked.ms + ended.ms);
      await statement('evaluate, no correct answer', 'UPDATE conversation_logs SET evaluation = 3, updated_at = now() WHERE id = $1', [id]);
      await statement('evaluate, correct answer', 'UPDATE conversation_logs SET correct_answer = $2, updated_at = now() WHERE id = $1', [id, write(300)]);
    }
  for (const [what, { with: kept, without }] of Object.entries(take)) costs.push({ 'answer of': `${length} letters`, what, 'without search ms': Number(median(without).toFixed(2)), 'with ms': Number(median(kept).toFixed(2)), ratio: Number((median(kept) / median(without)).toFixed(2)) });
}
console.table(costs);

await db.destroy();
await postgres.stop();
rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
