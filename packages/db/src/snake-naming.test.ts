import { expect, test } from 'vitest';
import { snakeCase, SnakeNaming } from './snake-naming.js';

test.each([
  ['id', 'id'],
  ['modelName', 'model_name'],
  ['timeToFirstTokenMs', 'time_to_first_token_ms'],
  ['defaultSystemPrompt', 'default_system_prompt'],
  ['keySha256', 'key_sha256'],
  ['APIKey', 'api_key'],
  ['already_snake', 'already_snake'],
])('%s is %s in SQL', (code, sql) => {
  expect(snakeCase(code)).toBe(sql);
});

test('constraints have the names that PostgreSQL gives them', () => {
  const naming = new SnakeNaming();
  expect(naming.primaryKeyName('users')).toBe('users_pkey');
  expect(naming.foreignKeyName('sessions', ['user_id'])).toBe('sessions_user_id_fkey');
  expect(naming.indexName('models', ['model_name', 'version'])).toBe('models_model_name_version_idx');
});
