import { createHash } from 'node:crypto';
import type { LlamuneClient } from '@llamune/contracts';
import { connectTo } from './database.js';
import { until, type Server } from './server.js';

export interface TestQuestion {
  question: string;
  expected?: string;
  topic?: string;
}

/** A question set of a PoC, made by the first admin. */
export const addQuestionSet = async (server: Server, pocId: number, name: string, questions: readonly TestQuestion[]): Promise<number> => {
  const database = await connectTo(server);
  const { rows } = await database.query<{ id: number }>('INSERT INTO question_sets (poc_id, name, created_by_id) VALUES ($1, $2, 1) RETURNING id', [pocId, name]);
  const { id } = rows[0]!;
  await database.query('INSERT INTO question_set_versions (set_id, version, created_by_id) VALUES ($1, 1, 1)', [id]);
  for (const { question, expected = null, topic = null } of questions)
    await database.query('INSERT INTO set_questions (set_id, added_in, question, question_key, expected_answer, topic) VALUES ($1, 1, $2, $3, $4, $5)', [id, question, createHash('sha256').update(question).digest('hex'), expected, topic]);
  await database.end();
  return id;
};

type RunInput = Omit<Parameters<LlamuneClient['runs']['create']['mutate']>[0], 'set_id' | 'model_ids'> & { model_id: number };

/** Asks one model the whole set, and waits for its last answer. */
export const runToEnd = async (admin: LlamuneClient, setId: number, { model_id, ...input }: RunInput): Promise<number> => {
  const [run] = await admin.runs.create.mutate({ set_id: setId, model_ids: [model_id], ...input });
  await until(async () => (await admin.runs.get.query({ run_id: run!.id })).state === 'done', 120_000);
  return run!.id;
};

/** The same model twice: once it is cut off after some words, once it may say all. */
export const compareCutOff = async (server: Server, setId: number, secondPercent = 0) => {
  const admin = server.client(server.adminKey);
  const baseline = await runToEnd(admin, setId, { model_id: 1, sampling: { max_tokens: 8 } });
  const candidate = await runToEnd(admin, setId, { model_id: 1 });
  return admin.comparisons.create.mutate({ baseline_run_id: baseline, candidate_run_id: candidate, second_percent: secondPercent });
};
