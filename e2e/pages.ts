import type { LlamuneClient } from '@llamune/contracts';
import { compareCutOff, judgePairs } from './compare-versions.js';
import type { Server } from './server.js';

/** What the pages show that are about one thing. */
export interface Work {
  sessionId: number;
  otherSessionId: number;
  logId: number;
  snapshotId: number;
  setId: number;
  runId: number;
  comparisonId: number;
}

/** Every page of the web application, by name, without /app. */
export const everyPage = ({ sessionId, otherSessionId, logId, snapshotId, setId, runId, comparisonId }: Work) => ({
  nobody: { 'sign-in': '/sign-in' },
  evaluator: {
    home: '/pocs/1',
    'choose-poc': '/pocs?all=true',
    sessions: '/sessions?show=all',
    session: `/sessions/${sessionId}`,
    'new-session': '/sessions/new',
    compare: `/compare/${sessionId}/${otherSessionId}`,
    review: '/review',
    logs: '/logs',
    log: `/logs/${logId}`,
    retest: '/retest',
    'retest-run': `/retest/runs/${runId}`,
    improvements: '/improvements',
    comparison: `/retest/compare/${comparisonId}`,
    'comparison-review': `/retest/compare/${comparisonId}/review`,
    'comparison-report': `/retest/compare/${comparisonId}/report`,
    account: '/account',
    'not-found': '/nowhere',
  },
  admin: {
    'admin-pocs': '/admin/pocs',
    'admin-poc': '/admin/pocs/1',
    'admin-new-poc': '/admin/pocs/new',
    'admin-models': '/admin/models',
    'admin-register-model': '/admin/models?register=demo/llamune-demo-v1.q8_0.gguf',
    'admin-model': '/admin/models/1',
    'admin-training': '/admin/training',
    'admin-new-training': '/admin/training/new',
    'admin-training-detail': `/admin/training/${snapshotId}`,
    'admin-retest': '/retest',
    'retest-new-set': '/retest/sets/new',
    'retest-set': `/retest/sets/${setId}`,
    'retest-new-run': '/retest/runs/new',
    'admin-downloads': '/admin/downloads',
    'admin-system': '/admin/system',
    'admin-users': '/admin/users',
    'admin-user': '/admin/users/1',
  },
});

const ask = async (client: LlamuneClient, session_id: number, question: string) => (await client.chat.send.mutate({ session_id, question })).log_id;

/** Two sessions with the demo model in which the same is asked, a little of it judged, and that taken for training and asked again by the first admin. */
export const doSomeWork = async (server: Server, client: LlamuneClient, questions = ['売掛金とは何ですか？', '減価償却とは何ですか？', '損益計算書とは何ですか？']): Promise<Work> => {
  const { session_id: otherSessionId } = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  const { session_id: sessionId } = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  const logIds: number[] = [];
  for (const question of questions) {
    await ask(client, otherSessionId, question);
    logIds.push(await ask(client, sessionId, question));
  }
  const [wrong, good] = logIds as [number, number];
  await client.logs.evaluate.mutate({ log_id: wrong, evaluation: 3, priority: 1, reason: 'Not this.', correct_answer: 'That.' });
  await client.logs.evaluate.mutate({ log_id: good, evaluation: 1 });
  // Not what other journeys have asked in this PoC: it may contradict this.
  const { timestamp: since } = await client.logs.get.query({ log_id: wrong });
  const admin = server.client(server.adminKey);
  const { id: snapshotId } = await admin.snapshots.create.mutate({ poc_id: 1, since });
  const { id: setId } = await admin.questionSets.create.mutate({ poc_id: 1, name: 'Retest', questions: questions.map((question) => ({ question, expected_answer: 'That.', topic: 'Accounting' })) });
  const comparison = await compareCutOff(server, setId);
  await judgePairs(client, comparison.id, 1, (_question, { length }) => (length > 20 ? 1 : 2));
  return { sessionId, otherSessionId, logId: wrong, snapshotId, setId, runId: comparison.candidate.run_id, comparisonId: comparison.id };
};
