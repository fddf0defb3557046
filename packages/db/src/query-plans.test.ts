import { beforeAll, expect, test } from 'vitest';
import { aModel, aPoc, aSession, aUser, createTestDatabase, type TestDatabase } from './testing/index.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  for (let n = 0; n < 200; n += 1) {
    await aSession(dataSource, { userId: (await aUser(dataSource)).id, pocId: (await aPoc(dataSource)).id, modelId: (await aModel(dataSource)).id });
  }
  // The rare value of each column is as rare as it is in use: few logs are unjudged, urgent or unfinished.
  await dataSource.query(`
    INSERT INTO conversation_logs (session_id, question, answer, evaluation, priority, status, user_id, poc_id, model_id, model_name, model_version, finish_reason)
    SELECT s.id, 'q', 'a', CASE WHEN n % 500 <> 0 THEN 1 + n % 3 END, CASE WHEN n % 500 = 1 THEN 1 ELSE 2 END, CASE WHEN n % 500 = 2 THEN 3 ELSE 1 END,
           s.user_id, s.poc_id, s.model_id, 'm', 1, CASE WHEN n % 5000 <> 0 THEN 'stop' END
      FROM generate_series(1, 20000) AS n JOIN sessions s ON s.id = 1 + n % 200`);
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
