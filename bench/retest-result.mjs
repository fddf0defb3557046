// What the result of a retest takes: a set of 10,000 questions, asked of five versions, compared and judged. Medians through HTTP.
//
//   node bench/retest-result.mjs [--questions 10000] [--repeats 1] [--runs 5] [--rounds 5] [--most-ms 1000]
//
// The newest version learned from half of the questions. Two thirds of the pairs are judged, a fifth of these twice. Fails when any read takes longer
// than `most-ms`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDataSource, migrate, startEmbeddedPostgres } from '@llamune/db';
import { fillWithLogs, people } from './lib/many-logs.mjs';
import { startServer } from './lib/server.mjs';

const defaults = { questions: '10000', repeats: '1', runs: '5', rounds: '5', 'most-ms': '1000' };
const { values } = parseArgs({ options: Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }])) });
const [questions, repeats, runs, rounds, mostMs] = Object.keys(defaults).map((name) => Number(values[name]));

const dataDir = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
const url = `${postgres.url()}&statement_timeout=0`;
const db = await createDataSource({ url, poolSize: 2 }).initialize();
await migrate(db, { log: () => {} });
await db.query('SET session_replication_role = replica');
await fillWithLogs(db, questions);
for (const sql of [
  `UPDATE conversation_logs SET evaluation = 3, correct_answer = '正しい。', status = 2`,
  `INSERT INTO snapshots (poc_id, version, created_by_id, options, counts, content_sha256, acknowledged_at) VALUES (1, 1, 1, '{}', '{}', repeat('0', 64), now())`,
  `INSERT INTO snapshot_examples (snapshot_id, log_id, split, evaluation, question, target, rejected) SELECT 1, id, 'train', 3, question, correct_answer, answer FROM conversation_logs WHERE id % 2 = 0`,
  `UPDATE models SET parent_id = CASE WHEN version > 1 THEN version - 1 END, snapshot_id = CASE WHEN version = ${runs} THEN 1 END`,
  `INSERT INTO question_sets (poc_id, name, created_by_id) VALUES (1, 'bench', 1)`,
  `INSERT INTO set_questions (set_id, added_in, question, question_key, topic, log_id) SELECT 1, 1, question, md5(question) || md5(id::text), '話題' || id % 100, id FROM conversation_logs`,
  `INSERT INTO runs (poc_id, set_id, set_version, model_id, sampling, repeats, state, created_by_id) SELECT 1, 1, 1, n, '{}', ${repeats}, 'done', 1 FROM generate_series(1, ${runs}) n`,
  `INSERT INTO run_answers (run_id, question_id, repeat, answer, answer_key, finish_reason, answered_at)
   SELECT run, question.id, repeat, log.answer || run || repeat, md5(log.answer) || md5(run || '/' || repeat), 'stop', now()
     FROM generate_series(1, ${runs}) run, generate_series(1, ${repeats}) repeat, set_questions question JOIN conversation_logs log ON log.id = question.log_id`,
  'VACUUM ANALYZE',
])
  await db.query(sql);

const server = await startServer({ DATABASE_URL: url });
const [admin, evaluator] = [server.client(people.admin), server.client(people.evaluator)];
const table = [];
const step = async (name, work, times = rounds) => {
  const took = [];
  let result;
  for (let round = 0; round < times; round++) {
    const started = performance.now();
    result = await work();
    took.push(performance.now() - started);
  }
  const sorted = took.toSorted((one, other) => one - other);
  table.push({ step: name, 'median ms': Math.round(sorted[Math.floor(sorted.length / 2)]), 'longest ms': Math.round(sorted.at(-1)) });
  return result;
};

let ok = true;
try {
  const { id: comparison_id, progress } = await step('create', () => admin.comparisons.create.mutate({ baseline_run_id: 1, candidate_run_id: runs, second_percent: 20 }), 1);
  // The other versions are judged whole, for the matrix.
  await db.query(`UPDATE run_answers SET evaluation = 1 + id % 3, judged_by_id = 2, judged_at = now() WHERE run_id NOT IN (1, ${runs})`);
  await db.query(
    `INSERT INTO pair_judgements (pair_id, role, choice, baseline_evaluation, candidate_evaluation, judged_by_id)
     SELECT id, role, CASE id % 4 WHEN 0 THEN 'left' WHEN 1 THEN 'right' WHEN 2 THEN 'same' ELSE 'both_bad' END, 1 + id / 7 % 3, 1 + id / 5 % 3, 2 FROM pairs, unnest(ARRAY['first', 'second']) role
      WHERE comparison_id = $1 AND position % 3 > 0 AND (role = 'first' OR wants_second)`,
    [comparison_id],
  );
  await db.query(
    `UPDATE run_answers answer SET evaluation = CASE WHEN answer.id = pair.baseline_answer_id THEN said.baseline_evaluation ELSE said.candidate_evaluation END, judged_by_id = 2, judged_at = now()
       FROM pairs pair JOIN pair_judgements said ON said.pair_id = pair.id AND said.role = 'first' WHERE answer.id IN (pair.baseline_answer_id, pair.candidate_answer_id)`,
  );
  await db.query('VACUUM ANALYZE');
  const result = await step('result', () => admin.comparisons.result.query({ comparison_id }));
  await step('items, first 200', () => admin.comparisons.items.query({ comparison_id, limit: 200 }));
  await step('items, 200 that were fixed', () => admin.comparisons.items.query({ comparison_id, outcome: 'fixed', group: 'trained', limit: 200 }));
  const matrix = await step('matrix', () => admin.comparisons.matrix.query({ set_id: 1 }));
  await step('list', () => admin.comparisons.list.query({ poc_id: 1 }));
  const next = await step('next', () => evaluator.comparisons.next.query({ comparison_id }));
  await step('judge and next', async () => {
    const pair = await evaluator.comparisons.next.query({ comparison_id });
    await evaluator.comparisons.judge.mutate({ pair_id: pair.pair_id, choice: 'same', left_evaluation: 1, right_evaluation: 1 });
  });
  console.log(`${questions} questions, ${repeats} repeats, ${runs} runs; ${progress.pairs} pairs, ${next.remaining} left; ${JSON.stringify(result.outcomes)}; ${matrix.topics.length} topics by ${matrix.versions.length} versions`);
  console.log(result.sentence.ja);
  console.table(table);
  ok = table.every((row) => row.step === 'create' || row['median ms'] <= mostMs);
  if (!ok) console.log('Something takes too long.');
} finally {
  await server.stop();
  await db.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);
