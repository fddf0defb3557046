import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const textsIn = (folder) => readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(md|tsv|txt)$/.test(name)).map((name) => readFileSync(path.join(repository, folder, name), 'utf8'));

/** Numbers that are the same in every run. */
const numbers = (seed) => () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;

/**
 * Writes Japanese that means nothing, but whose letters follow each other as they do in this repository's own; now and then comes a rare pair, as
 * names bring it.
 */
export const japaneseWriter = (random = numbers(42)) => {
  const letters = Array.from(textsIn('docs').concat(textsIn('models/demo/corpus')).join('').replace(/\s+/g, ''));
  const next = new Map();
  for (let at = 0; at + 2 < letters.length; at++) {
    const pair = letters[at] + letters[at + 1];
    next.set(pair, [...(next.get(pair) ?? []), letters[at + 2]].slice(-200));
  }
  const pairs = [...next.keys()];
  const oneOf = (list) => list[Math.floor(random() * list.length)];
  const rare = () => String.fromCodePoint(0x4e00 + Math.floor(random() * random() * 6000));
  return (length) => {
    const text = Array.from(oneOf(pairs));
    while (text.length < length) text.push(...(random() < 0.005 ? [rare(), rare()] : oneOf(next.get(text.at(-2) + text.at(-1)) ?? pairs)));
    return text.join('');
  };
};

export const people = { admin: 'llamune_bench_key_of_the_admin', evaluator: 'llamune_bench_key_of_an_evaluator' };

/** Fills an empty database of any age: 20 people, 5 PoCs, 8 models, 4,000 sessions, and as many logs as asked for. */
export const fillWithLogs = async (db, count) => {
  const hash = (key) => createHash('sha256').update(key).digest('hex');
  await db.query(`INSERT INTO users (username, role) SELECT 'user' || n, CASE n WHEN 1 THEN 'admin' ELSE 'evaluator' END FROM generate_series(1, 20) n`);
  await db.query(`INSERT INTO api_keys (user_id, name, key_hash, prefix) VALUES (1, 'bench', $1, 'llamune'), (7, 'bench', $2, 'llamune')`, [hash(people.admin), hash(people.evaluator)]);
  await db.query(`INSERT INTO poc (name, domain) SELECT 'PoC ' || n, '会計' FROM generate_series(1, 5) n`);
  await db.query(`INSERT INTO models (model_name, version) SELECT 'model', n FROM generate_series(1, 8) n`);
  await db.query(`INSERT INTO sessions (user_id, poc_id, model_id) SELECT 1 + n % 20, 1 + n % 5, 1 + n % 8 FROM generate_series(1, 4000) n`);
  const random = numbers(7);
  const write = japaneseWriter();
  for (let at = 0; at < count; at += 1000) await db.query(insert, [JSON.stringify(Array.from({ length: Math.min(1000, count - at) }, (_, place) => aLog(at + place, write, random)))]);
};

const aLog = (n, write, random) => {
  const evaluation = random() < 0.4 ? null : random() < 0.7 ? 1 : random() < 0.6 ? 2 : 3;
  return {
    session: 1 + ((n * 7919) % 4000),
    question: `${write(20 + random() * 40)}とは何ですか`,
    answer: write(150 + random() * 300) + (random() < 0.5 ? '消費税' : '') + (random() < 0.05 ? '繰延税金資産' : '') + (n % 5000 === 17 ? '特別償却準備金' : ''),
    evaluation,
    correct_answer: evaluation > 1 && random() < 0.6 ? write(200 + random() * 200) : null,
    priority: random() < 0.8 ? null : 1 + Math.floor(random() * 3),
    status: evaluation && random() < 0.3 ? 2 : 1,
    finish_reason: random() < 0.97 ? 'stop' : 'length',
    timestamp: new Date(Date.UTC(2026, 0, 1) + n * 240_000).toISOString(),
  };
};

const insert = `
  INSERT INTO conversation_logs (session_id, question, answer, evaluation, correct_answer, priority, status, user_id, poc_id, model_id, model_name, model_version, system_prompt, sampling, engine, prompt_tokens, completion_tokens, duration_ms, finish_reason, timestamp)
  SELECT session, question, answer, evaluation, correct_answer, priority, status, user_id, poc_id, model_id, 'model', model_id, 'あなたは会計の専門家です。日本語で回答してください。',
         '{"temperature": 0, "top_p": 1, "top_k": 40, "min_p": 0, "repeat_penalty": 1, "max_tokens": 1024, "seed": 4040838263}',
         '{"file": "demo/llamune-demo-v1.q8_0.gguf", "engine": "node-llama-cpp 3.22.1", "adapter": null, "file_bytes": 3119360, "context_size": 2048, "chat_template": "ChatML"}',
         50, 200, 5000, finish_reason, timestamp
    FROM jsonb_to_recordset($1::jsonb) AS log (session int, question text, answer text, evaluation int, correct_answer text, priority int, status int, finish_reason text, timestamp timestamptz)
    JOIN sessions ON sessions.id = session`;
