import { createHash } from 'node:crypto';
import type { BlindPair, Evaluation, JudgeRole, LlamuneClient, PairChoice, QuestionKind } from '@llamune/contracts';
import { connectTo } from './database.js';
import { until, type Server } from './server.js';

export interface TestQuestion {
  question: string;
  expected?: string;
  topic?: string;
  kind?: QuestionKind;
  /** The judged log it was taken from. */
  logId?: number | undefined;
  /** Of a paraphrase or a near miss: which one of these, from 0, it is of. */
  siblingOf?: number;
}

/** A question set of a PoC, made by the first admin. */
export const addQuestionSet = async (server: Server, pocId: number, name: string, questions: readonly TestQuestion[]): Promise<number> => {
  const database = await connectTo(server);
  const { rows } = await database.query<{ id: number }>('INSERT INTO question_sets (poc_id, name, created_by_id) VALUES ($1, $2, 1) RETURNING id', [pocId, name]);
  const { id } = rows[0]!;
  await database.query('INSERT INTO question_set_versions (set_id, version, created_by_id) VALUES ($1, 1, 1)', [id]);
  const ids: number[] = [];
  for (const { question, expected, topic, kind = 'question', logId, siblingOf } of questions) {
    const sibling = siblingOf === undefined ? null : ids[siblingOf];
    const added = await database.query<{ id: number }>(
      'INSERT INTO set_questions (set_id, added_in, question, question_key, expected_answer, topic, kind, log_id, sibling_of_id) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8) RETURNING id',
      [id, question, createHash('sha256').update(question).digest('hex'), expected ?? null, topic ?? null, kind, logId ?? null, sibling],
    );
    ids.push(added.rows[0]!.id);
  }
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

/** Judges so many pairs as this person, by what the answers say; what is open for them in another role is left. */
export const judgePairs = async (client: LlamuneClient, comparison_id: number, count: number, judge: (question: string, answer: string) => Evaluation, role: JudgeRole = 'first') => {
  const skip: number[] = [];
  for (let judged = 0; judged < count; ) {
    const pair = await client.comparisons.next.query({ comparison_id, skip });
    if (!pair) return;
    if (pair.role !== role) {
      skip.push(pair.pair_id);
      continue;
    }
    const [left, right] = [judge(pair.question, pair.left), judge(pair.question, pair.right ?? pair.left)];
    await client.comparisons.judge.mutate({ pair_id: pair.pair_id, role, choice: choiceOf(pair, left, right), left_evaluation: left, right_evaluation: right });
    judged++;
  }
};
const choiceOf = (pair: BlindPair, left: Evaluation, right: Evaluation): PairChoice => {
  if (pair.right !== null && left !== right) return left < right ? 'left' : 'right';
  return left === 3 ? 'both_bad' : 'same';
};
