import { beforeAll, expect, test } from 'vitest';
import { aModel, aPoc, aSession, aUser, createTestDatabase, type TestDatabase } from './testing/index.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  for (let n = 0; n < 200; n += 1) {
    await aSession(dataSource, { userId: (await aUser(dataSource)).id, pocId: (await aPoc(dataSource)).id, modelId: (await aModel(dataSource)).id });
  }
  // Rows as long as they are in use: short ones would rather be read whole.
  // The rare value of each column is as rare as it is in use: few logs are unjudged, urgent or unfinished.
  // What a search looks through comes in one go: twenty thousand calls of a trigger take ten times as long.
  await dataSource.query('ALTER TABLE conversation_logs DISABLE TRIGGER USER');
  await dataSource.query(`
    INSERT INTO conversation_logs (session_id, question, answer, evaluation, priority, status, user_id, poc_id, model_id, model_name, model_version, system_prompt, finish_reason)
    SELECT s.id, 'q', 'a', CASE WHEN n % 500 <> 0 THEN 1 + n % 3 END, CASE WHEN n % 500 = 1 THEN 1 ELSE 2 END, CASE WHEN n % 500 = 2 THEN 3 ELSE 1 END,
           s.user_id, s.poc_id, s.model_id, 'm', 1, repeat('p', 1000), CASE WHEN n % 5000 <> 0 THEN 'stop' END
      FROM generate_series(1, 20000) AS n JOIN sessions s ON s.id = 1 + n % 200`);
  await dataSource.query(`INSERT INTO log_texts (log_id, is_correction, folded) SELECT id, false, question || chr(10) || answer FROM conversation_logs`);
  await dataSource.query('ALTER TABLE conversation_logs ENABLE TRIGGER USER');
  await dataSource.query('ANALYZE');
  return () => database[Symbol.asyncDispose]();
});

test.each([
  ['session_id = 7', 'conversation_logs_session_id_id_idx'],
  ['user_id = 7', 'conversation_logs_user_id_id_idx'],
  ['poc_id = 7', 'conversation_logs_poc_id_id_idx'],
  ['model_id = 7', 'conversation_logs_model_id_id_idx'],
  ['evaluation IS NULL', 'conversation_logs_evaluation_id_idx'],
  ['priority = 1', 'conversation_logs_priority_id_idx'],
  ['status = 3', 'conversation_logs_status_id_idx'],
  ['finish_reason IS NULL', 'conversation_logs_unfinished_idx'],
  ['id < 15000', 'conversation_logs_pkey'],
])('the newest logs with %s are found by an index', async (condition, index) => {
  const sql = `EXPLAIN (FORMAT json) SELECT * FROM conversation_logs WHERE ${condition} ORDER BY id DESC LIMIT 100`;
  const [row]: { 'QUERY PLAN': unknown }[] = await database.dataSource.query(sql);
  const plan = JSON.stringify(row?.['QUERY PLAN']);
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});

test.each([
  ['the logs of a PoC by model version and evaluation', 'SELECT model_id, evaluation, min(timestamp), count(*) FROM conversation_logs WHERE poc_id = 7 GROUP BY 1, 2', 'conversation_logs_summary_idx'],
  ['one person’s 未評価', `SELECT count(*) FROM conversation_logs WHERE user_id = 7 AND evaluation IS NULL AND finish_reason IS NOT NULL AND answer <> ''`, 'conversation_logs_awaiting_idx'],
  ['one person’s next 未評価', `SELECT id FROM conversation_logs WHERE user_id = 7 AND evaluation IS NULL AND finish_reason IS NOT NULL AND answer <> '' ORDER BY priority, id LIMIT 1`, 'conversation_logs_awaiting_idx'],
  ['what lacks its correct answer', `SELECT count(*) FROM conversation_logs WHERE user_id = 7 AND evaluation > 1 AND coalesce(btrim(correct_answer), '') = ''`, 'conversation_logs_uncorrected_idx'],
])('%s: without reading a text', async (_what, sql, index) => {
  await everyPageIsVisible();
  const [row]: { 'QUERY PLAN': unknown }[] = await database.dataSource.query(`EXPLAIN (FORMAT json) ${sql}`);
  const plan = JSON.stringify(row?.['QUERY PLAN']);
  expect(plan).toContain(index);
  expect(plan).toContain('Index Only Scan');
});

/** Only then an index alone can answer. The test server commits without waiting for the disk, so the first VACUUM may come too early. */
const everyPageIsVisible = () =>
  expect
    .poll(
      async () => {
        await database.dataSource.query('VACUUM ANALYZE conversation_logs');
        return database.dataSource.query(`SELECT relallvisible = relpages AS visible FROM pg_class WHERE relname = 'conversation_logs'`);
      },
      { timeout: 10_000 },
    )
    .toEqual([{ visible: true }]);

test.each(['absent', 'q', 'a'])('a search for %j asks the index, however many contain it', async (search) => {
  const [row]: { 'QUERY PLAN': unknown }[] = await database.dataSource.query(`EXPLAIN (FORMAT json) SELECT log_id FROM log_texts WHERE search_grams(folded) @> search_keys('${search}')`);
  const plan = JSON.stringify(row?.['QUERY PLAN']);
  expect(plan).toContain('log_texts_grams_idx');
  // The grams of every log, one after the other, would take a minute.
  expect(plan).not.toMatch(/"Filter":"[^"]*search_grams/);
});

test('a search is joined to the logs in one go, not log by log', async () => {
  const sql = `SELECT log.id FROM conversation_logs log WHERE log.evaluation > 1 AND coalesce(btrim(log.correct_answer), '') = '' AND log.id IN (SELECT found.id FROM search_logs('a') AS found (id))`;
  const [row]: { 'QUERY PLAN': unknown }[] = await database.dataSource.query(`EXPLAIN (FORMAT json) ${sql}`);
  expect(JSON.stringify(row?.['QUERY PLAN'])).toMatch(/Hash Join|Merge Join/);
});

test.each([`finish_reason = 'failed'`, `timestamp < '2020-01-01'`, `timestamp >= '2999-01-01'`, 'user_id = 7 OR evaluation IS NOT NULL'])('which logs have %s is known without reading a text', async (condition) => {
  const [row]: { 'QUERY PLAN': unknown }[] = await database.dataSource.query(`EXPLAIN (FORMAT json) SELECT id FROM conversation_logs WHERE ${condition} ORDER BY id DESC`);
  expect(JSON.stringify(row?.['QUERY PLAN'])).toMatch(/Index Only Scan.*conversation_logs_summary_idx/);
});
