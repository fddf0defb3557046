import pg from 'pg';
import { expect, test } from 'vitest';
import { Model, Poc } from './entities/index.js';
import { aLog, aModel, anApiKey, aPoc, aSession, aUser, createTestDatabase } from './testing/index.js';
import { uniqueViolation } from './database-fault.js';

test('the migrations make exactly what the entities say', async () => {
  await using database = await createTestDatabase();
  const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test("the README's psql commands work as they stand there", async () => {
  await using database = await createTestDatabase();
  const psql = new pg.Client(database.url);
  await psql.connect();
  await psql.query(
    `INSERT INTO models (model_name, version, base_model, description) VALUES ('mlx-community/Qwen2.5-14B-Instruct-4bit', 1, 'qwen2.5', 'ベースモデル（未訓練）');`,
  );
  await psql.query(`INSERT INTO poc (name, domain) VALUES ('会計システム向けPoC', '会計');`);
  await psql.end();
  const model = await database.dataSource.getRepository(Model).findOneByOrFail({ id: 1 });
  expect(model).toMatchObject({ modelName: 'mlx-community/Qwen2.5-14B-Instruct-4bit', version: 1, isDemo: false, trainedAt: null, parentId: null });
  expect(Math.abs(Date.now() - model.createdAt.getTime())).toBeLessThan(60_000);
  expect(await database.dataSource.getRepository(Poc).findOneByOrFail({ id: 1 })).toMatchObject({ name: '会計システム向けPoC', domain: '会計' });
});

test("the README's tables have the README's columns", async () => {
  await using database = await createTestDatabase();
  const columnsOf = async (table: string): Promise<string[]> => {
    const rows: { column_name: string }[] = await database.dataSource.query('SELECT column_name FROM information_schema.columns WHERE table_name = $1', [table]);
    return rows.map((row) => row.column_name);
  };
  expect(await columnsOf('poc')).toEqual(expect.arrayContaining(['id', 'name', 'domain', 'default_system_prompt', 'created_at']));
  expect(await columnsOf('models')).toEqual(
    expect.arrayContaining(['id', 'model_name', 'version', 'base_model', 'trained_at', 'description', 'created_at']),
  );
  expect(await columnsOf('sessions')).toEqual(expect.arrayContaining(['id', 'user_id', 'poc_id', 'model_id', 'system_prompt', 'started_at', 'ended_at']));
  expect(await columnsOf('conversation_logs')).toEqual(
    expect.arrayContaining(['id', 'session_id', 'question', 'answer', 'timestamp', 'evaluation', 'reason', 'correct_answer', 'priority', 'status', 'memo']),
  );
});

test('the builders fill what they are not told', async () => {
  await using database = await createTestDatabase();
  const { dataSource } = database;
  const session = await aSession(dataSource, { userId: (await aUser(dataSource, { username: '山田' })).id });
  const log = await aLog(dataSource, { sessionId: session.id, evaluation: 2 });
  expect(log).toMatchObject({ userId: session.userId, pocId: session.pocId, modelId: session.modelId, evaluation: 2, status: 1, turns: [], sampling: {} });
  expect((await anApiKey(dataSource)).row.keyHash).toHaveLength(64);
  expect((await aPoc(dataSource, { domain: null })).domain).toBeNull();
});

test('a model version, a user name and a key exist once', async () => {
  await using database = await createTestDatabase();
  const { dataSource } = database;
  await aModel(dataSource, { modelName: 'm', version: 3 });
  await aUser(dataSource, { username: 'taken' });
  await anApiKey(dataSource, { key: 'k' });
  const refusals = [() => aModel(dataSource, { modelName: 'm', version: 3 }), () => aUser(dataSource, { username: 'taken' }), () => anApiKey(dataSource, { key: 'k' })];
  const names = [];
  for (const refused of refusals) names.push(await refused().then(() => 'accepted', uniqueViolation));
  expect(names).toEqual(['models_model_name_version_idx', 'users_username_idx', 'api_keys_key_hash_idx']);
});

test.each(['evaluation', 'priority', 'status'])('%s outside 1..3 is refused', async (column) => {
  await using database = await createTestDatabase();
  const log = await aLog(database.dataSource);
  for (const value of [0, 4]) {
    const update = database.dataSource.query(`UPDATE conversation_logs SET ${column} = $1 WHERE id = $2`, [value, log.id]);
    await expect(update).rejects.toThrow(`conversation_logs_${column}_check`);
  }
});

test('what evaluators made cannot be deleted by deleting what it belongs to', async () => {
  await using database = await createTestDatabase();
  await aLog(database.dataSource);
  for (const table of ['users', 'poc', 'models', 'sessions']) {
    await expect(database.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('foreign key');
  }
});

test('two test databases do not see each other, and are gone afterwards', async () => {
  await using one = await createTestDatabase();
  const nameOf = (url: string): string => new URL(url).pathname.slice(1);
  const exists = async (name: string): Promise<boolean> => (await one.dataSource.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).length === 1;
  let other: string;
  {
    await using second = await createTestDatabase();
    other = nameOf(second.url);
    await aUser(second.dataSource);
    expect(await one.dataSource.query('SELECT count(*)::int AS n FROM users')).toEqual([{ n: 0 }]);
    expect(await exists(other)).toBe(true);
  }
  expect(await exists(other)).toBe(false);
});
