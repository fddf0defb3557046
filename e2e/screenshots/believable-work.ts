import type { LlamuneClient } from '@llamune/contracts';
import { connectTo } from '../database.js';
import { startModelServer } from '../model-server.js';
import { runToEnd } from '../compare-versions.js';
import { doSomeWork, type Work } from '../pages.js';
import type { Server } from '../server.js';
import { answerOf, topicOf, topics } from './accounting.js';
import { retestBelievably } from './believable-retest.js';

const WEEKS = 10;
const nameOfVersion = /keiri-v(\d)/;
/** Before a question it makes a paraphrase, of which the model thinks the same. */
const politely = '担当者の方に教えていただきたいのですが、';
/** Ten in the morning, by the clock of the pictures (Asia/Tokyo). */
const daysAgo = (days: number) => {
  const date = new Date();
  date.setUTCHours(1, 12, 30, 0);
  return new Date(date.getTime() - days * 86_400_000);
};

/** Three versions of a model, each trained on what was corrected in the one before. */
const registerModels = async (admin: LlamuneClient, url: string) => {
  const ids: number[] = [];
  for (const version of [1, 2, 3]) {
    const { id } = await admin.models.create.mutate({
      model_name: 'keiri-qwen2.5-14b',
      base_model: 'Qwen2.5-14B-Instruct',
      description: version === 1 ? '元のモデルのまま' : `第${version - 1}版の評価と訂正で訓練`,
      server_url: url,
      served_model: `keiri-v${version}`,
      trained_at: version === 1 ? undefined : daysAgo(101 - version * 27).toISOString(),
      parent_id: ids.at(-1),
    });
    ids.push(id);
  }
  return ids;
};

const registerPoc = async (admin: LlamuneClient) => {
  const { id } = await admin.pocs.create.mutate({ name: '経費精算の問い合わせ', domain: '経理', default_system_prompt: 'あなたは経理部の担当者です。簡潔に答えてください。', example_questions: topics.slice(0, 5).map(({ question }) => question) });
  const prompts = ['あなたは経理部の担当者です。社内の旅費規程と経費規程に沿って、簡潔に答えてください。', 'あなたは経理部の担当者です。社内の旅費規程と経費規程に沿って、結論から簡潔に答えてください。\n金額と期限は必ず書いてください。分からないときは「経理部に確認してください」と答えてください。'];
  for (const default_system_prompt of prompts) await admin.pocs.update.mutate({ poc_id: id, default_system_prompt });
  return id;
};

/** Judges as an expert would: by what the answer says. */
const judge = async (client: LlamuneClient, log_id: number, corrects: boolean) => {
  const { question, answer } = await client.logs.get.query({ log_id });
  const { right, poor } = topicOf(question);
  if (poor?.answer !== answer) await client.logs.evaluate.mutate({ log_id, evaluation: 1 });
  else await client.logs.evaluate.mutate({ log_id, evaluation: poor.evaluation, reason: poor.reason, priority: poor.priority, ...(corrects && { correct_answer: right }) });
};

/** A session of that week; the last weeks are not yet judged to the end. */
const sessionOfWeek = async (client: LlamuneClient, pocId: number, modelId: number, week: number) => {
  const { session_id } = await client.sessions.create.mutate({ poc_id: pocId, model_id: modelId });
  const questions = topics.map((_, index) => topics[(index + week * 5) % topics.length]!.question).slice(0, 8);
  const logIds: number[] = [];
  for (const question of questions) logIds.push((await client.chat.send.mutate({ session_id, question })).log_id);
  const judged = week === 0 ? 2 : week === 1 ? 6 : 8;
  for (const [index, log_id] of logIds.slice(0, judged).entries()) await judge(client, log_id, index % 4 !== 3 || week > 3);
  if (week > 1) await client.sessions.end.mutate({ session_id });
  // Never today: whatever the hour of the pictures, nothing is asked after they were taken.
  return { session_id, logIds, at: daysAgo(week * 7 + (week % 3) + 1), isJudgedToday: week === 0 };
};

/** What was done just now, told as if it had been done then. */
const putBack = async (server: Server, sessions: { session_id: number; at: Date; isJudgedToday: boolean }[]) => {
  const database = await connectTo(server);
  for (const { session_id, at, isJudgedToday } of sessions) {
    await database.query(`UPDATE sessions SET started_at = $2, ended_at = ended_at - (now() - $2::timestamptz) + interval '40 minutes' WHERE id = $1`, [session_id, at]);
    await database.query(
      `UPDATE conversation_logs SET "timestamp" = $2::timestamptz + (id - (SELECT min(id) FROM conversation_logs WHERE session_id = $1)) * interval '4 minutes',
        prompt_tokens = 180 + id % 40, completion_tokens = length(answer), queue_ms = 3, time_to_first_token_ms = 210 + (id * 37) % 180, duration_ms = 900 + length(answer) * 24 WHERE session_id = $1`,
      [session_id, at],
    );
    if (isJudgedToday) continue;
    await database.query(`UPDATE conversation_logs SET evaluated_at = $2::timestamptz + interval '1 day' WHERE session_id = $1 AND evaluation IS NOT NULL`, [session_id, at]);
    await database.query(`UPDATE log_changes SET changed_at = $2::timestamptz + interval '1 day' WHERE log_id IN (SELECT id FROM conversation_logs WHERE session_id = $1)`, [session_id, at]);
  }
  await database.query(`UPDATE users SET created_at = now() - interval '80 days'`);
  await database.query(`UPDATE api_keys SET created_at = now() - interval '80 days'`);
  await database.query(`UPDATE poc SET created_at = now() - interval '78 days'`);
  await database.query(`UPDATE poc_prompts SET created_at = now() - (4 - version) * interval '19 days'`);
  await database.query(`UPDATE models SET created_at = COALESCE(trained_at + interval '2 hours', now() - interval '77 days')`);
  await database.end();
};

/** Each later version learned from what was judged of the one before. */
const trainVersions = async (server: Server, admin: LlamuneClient, pocId: number, versions: readonly number[], trainedUntil: number) => {
  const database = await connectTo(server);
  for (const [index, model_id] of versions.slice(1).entries()) {
    const { trained_at } = (await admin.models.list.query({})).find(({ id }) => id === model_id)!;
    const { id } = await admin.snapshots.create.mutate({ poc_id: pocId, model_id: versions[index]!, until: trained_at!, include_trained: true, description: `第${index + 2}版のための訓練` });
    await admin.snapshots.acknowledge.mutate({ snapshot_id: id });
    await database.query(`UPDATE snapshots SET created_at = $2::timestamptz - interval '5 hours', acknowledged_at = $2::timestamptz + interval '2 hours' WHERE id = $1`, [id, trained_at]);
    await database.query(`UPDATE log_changes SET changed_at = $2::timestamptz + interval '2 hours' WHERE changed_at > now() - interval '1 hour' AND log_id IN (SELECT log_id FROM snapshot_examples WHERE snapshot_id = $1)`, [id, trained_at]);
    const log = Array.from({ length: 40 }, (_, step) => `Iter ${(step + 1) * 10}: Train loss ${(2.1 / (1 + step / 6)).toFixed(3)}, Learning Rate 1.000e-05, It/sec 0.84, Peak mem 21.4 GB`).join('\n');
    const metrics = { train_loss: 0.281, valid_loss: 0.413 - index * 0.07, learning_rate: 0.000_01, iterations: 400, trained_tokens: 184_320 };
    await database.query('UPDATE models SET snapshot_id = $2, training_log = $3, metrics = $4 WHERE id = $1', [model_id, id, log, metrics]);
  }
  await database.query('UPDATE conversation_logs SET status = CASE WHEN id % 3 = 0 THEN 3 ELSE 2 END WHERE session_id < $1 AND evaluation IS NOT NULL AND (evaluation = 1 OR correct_answer IS NOT NULL)', [trainedUntil]);
  await database.end();
};

/** The same questions for the last two versions, and the two compared. */
const retestVersions = async (admin: LlamuneClient, poc_id: number, versions: readonly number[]) => {
  const questions = topics.map(({ question, right }) => ({ question, expected_answer: right, topic: '旅費と経費' }));
  const set = await admin.questionSets.create.mutate({ poc_id, name: '経費の基本（第3版の確認）', description: '第3版を既定にしてよいかを確かめる質問です。', questions });
  const [first] = await admin.questionSets.questions.query({ set_id: set.id, limit: 1 });
  const paraphrase = { question: `${politely}${first!.question}`, expected_answer: first!.expected_answer, topic: first!.topic, kind: 'paraphrase' as const, sibling_of_id: first!.id };
  await admin.questionSets.change.mutate({ set_id: set.id, add: [paraphrase] });
  await admin.questionSets.holdOut.mutate({ set_id: set.id, question_ids: [first!.id], held_out: true });
  const [baseline_run_id, candidate_run_id] = [await runToEnd(admin, set.id, { model_id: versions.at(-2)! }), await runToEnd(admin, set.id, { model_id: versions.at(-1)! })];
  await admin.comparisons.create.mutate({ baseline_run_id, candidate_run_id, second_percent: 20 });
  return { setId: set.id, runId: candidate_run_id };
};

export interface BelievableWork extends Work {
  links: { admin: string; evaluator: string };
  pocId: number;
  modelId: number;
  userId: number;
  stop: () => Promise<void>;
}

/** Ten weeks of three experts, who asked three versions of a model and judged most of what it said. */
export const workBelievably = async (server: Server): Promise<BelievableWork> => {
  const models = await startModelServer((question, served) => answerOf(question.replace(politely, ''), Number(nameOfVersion.exec(served)?.[1] ?? 1)));
  const admin = server.client(server.adminKey);
  const people = [await server.register('佐藤 美咲'), await server.register('鈴木 健一'), await server.register('高橋 由美')] as const;
  const versions = await registerModels(admin, models.url);
  const pocId = await registerPoc(admin);
  await doSomeWork(server, people[0].client);
  const sessions = [];
  for (let week = WEEKS - 1; week >= 0; week--) {
    const modelId = versions[week > 6 ? 0 : week > 2 ? 1 : 2]!;
    const who = week === 0 ? people[0] : people[week % 3]!;
    sessions.push(await sessionOfWeek(who.client, pocId, modelId, week));
  }
  const other = await sessionOfWeek(people[0].client, pocId, versions[0]!, 0);
  const last = sessions.at(-1)!;
  await putBack(server, [...sessions, other]);
  await trainVersions(server, admin, pocId, versions, sessions.at(-4)!.session_id);
  await people[0].client.views.create.mutate({ name: '間違いだけ', search: 'evaluation=3' });
  await people[0].client.views.create.mutate({ name: '今週の未評価', search: 'evaluation=none&when=7d' });
  const { id: snapshotId } = await admin.snapshots.create.mutate({ poc_id: pocId, include_trained: true, description: '第4版のための訓練' });
  const retest = await retestVersions(admin, pocId, versions);
  const { id: userId } = await people[0].client.users.me.query({});
  const corrected = (await people[0].client.logs.list.query({ poc_id: pocId, limit: 200 })).find((log) => log.correct_answer !== null);
  return {
    links: { admin: server.signInLink, evaluator: people[0].signInLink },
    pocId,
    modelId: versions[2]!,
    userId,
    sessionId: last.session_id,
    otherSessionId: other.session_id,
    logId: corrected?.id ?? last.logIds[0]!,
    snapshotId,
    ...retest,
    comparisonId: await retestBelievably(server, pocId, [versions[0]!, versions[2]!], [people[1].client, people[2].client]),
    stop: models.stop,
  };
};
