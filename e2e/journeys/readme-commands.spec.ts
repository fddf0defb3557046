import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { Server } from '../server.js';

// The original README's commands, as they stand there, on a fresh installation. Their order is the README's.
let server: Server;
test.beforeAll(async () => {
  server = await Server.start();
});
test.afterAll(async () => server.dispose());

test('the README’s curl and psql commands succeed, also those that name session 1 and log 1', async () => {
  const call = async (method: string, path: string, body: object, key?: string) => {
    const reply = await fetch(`${server.url}${path}`, { method, headers: { 'Content-Type': 'application/json', ...(key && { 'X-API-Key': key }) }, body: JSON.stringify(body) });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  const user = await call('POST', '/users', { username: 'your_username' });
  expect(user).toMatchObject({ status: 201, body: { username: 'your_username', api_key: expect.any(String) } });
  const key = String(user.body['api_key']);

  // psql llamune_poc -c "…" with what the start printed
  const { PGHOST, PGPORT, PGUSER, PGPASSFILE } = server.psqlEnv;
  process.env['PGPASSFILE'] = PGPASSFILE;
  const client = new pg.Client({ host: PGHOST!, port: Number(PGPORT), user: PGUSER!, database: 'llamune_poc' });
  await client.connect();
  await client.query("INSERT INTO models (model_name, version, base_model, description) VALUES ('mlx-community/Qwen2.5-14B-Instruct-4bit', 1, 'qwen2.5', 'ベースモデル（未訓練）');");
  await client.query("INSERT INTO poc (name, domain) VALUES ('会計システム向けPoC', '会計');");
  await client.end();

  expect(await call('POST', '/sessions', { poc_id: 1, model_id: 1, system_prompt: 'あなたは会計の専門家です。日本語で回答してください。' }, key)).toMatchObject({ status: 201, body: { session_id: 1 } });
  const chat = await call('POST', '/chat', { session_id: 1, question: '減価償却とは何ですか？' }, key);
  expect(chat).toMatchObject({ status: 201, body: { log_id: 1, answer: expect.stringContaining('減価償却とは') } });
  expect(await call('PUT', '/logs/1', { evaluation: 2, reason: '説明が不正確', correct_answer: '正しい回答', priority: 1 }, key)).toMatchObject({ status: 200, body: { log_id: 1 } });

  const models = (await (await fetch(`${server.url}/models`, { headers: { 'X-API-Key': key } })).json()) as { model_name: string }[];
  expect(models.map(({ model_name }) => model_name)).toEqual(['llamune-demo', 'mlx-community/Qwen2.5-14B-Instruct-4bit']);
  expect((await fetch(`${server.url}/sessions/1/end`, { method: 'PUT', headers: { 'X-API-Key': key } })).status).toBe(200);
});

test('docs/api.md hands one correction over to training with nothing but curl', async () => {
  const models = path.join(server.dataDir, 'models');
  mkdirSync(path.join(models, 'llamune-learning'), { recursive: true });
  copyFileSync(path.join(models, 'demo/llamune-demo-v1.q8_0.gguf'), path.join(models, 'llamune-learning/v2.gguf'));
  const section = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8').split('### 訓練データ\n')[1]!;
  const commands = /```bash\n([\s\S]*?)```/.exec(section)![1]!.replaceAll('YOUR_API_KEY', server.adminKey).replaceAll('http://localhost:8000', server.url);
  const folder = mkdtempSync(path.join(tmpdir(), 'llamune-curl-'));
  const said = execFileSync('bash', ['-euc', `curl() { command curl -sS --fail-with-body "$@"; echo; }\n${commands}`], { cwd: folder, encoding: 'utf8' });
  const replies = said.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(replies).toMatchObject([
    { counts: { examples: 1, corrections: 1 } },
    { version: 1, state: 'claimed', counts: { train: 1 } },
    { model_name: 'llamune-demo', version: 2, lineage: 'known' },
    { trained: 1, changed: 0 },
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['test.jsonl', 'train.jsonl', 'valid.jsonl']);
  expect(JSON.parse(readFileSync(path.join(folder, 'train.jsonl'), 'utf8'))).toMatchObject({ messages: [{ role: 'system' }, { content: '減価償却とは何ですか？' }, { role: 'assistant', content: '正しい回答' }] });
  rmSync(folder, { recursive: true });
});
