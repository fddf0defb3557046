import type { LlamuneClient } from '@llamune/contracts';
import { addQuestionSet, compareCutOff, judgePairs } from './compare-versions.js';
import type { Server } from './server.js';

/** What the pages show that are about one thing. */
export interface Work {
  sessionId: number;
  otherSessionId: number;
  logId: number;
  snapshotId: number;
  comparisonId: number;
}

/** Every page of the web application, by name, without /app. */
export const everyPage = ({ sessionId, otherSessionId, logId, snapshotId, comparisonId }: Work) => ({
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
    'admin-downloads': '/admin/downloads',
    'admin-system': '/admin/system',
    'admin-users': '/admin/users',
    'admin-user': '/admin/users/1',
  },
});

const ask = async (client: LlamuneClient, session_id: number, question: string) => (await client.chat.send.mutate({ session_id, question })).log_id;

/** Two sessions with the demo model in which the same is asked, a little of it judged, and that taken for training by the first admin. */
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
  const { id: snapshotId } = await server.client(server.adminKey).snapshots.create.mutate({ poc_id: 1, since });
  return { sessionId, otherSessionId, logId: wrong, snapshotId, comparisonId: await compareSome(server, client, questions) };
};

/** Two runs of what was asked, and the first of what they answered judged. */
const compareSome = async (server: Server, client: LlamuneClient, questions: readonly string[]) => {
  const setId = await addQuestionSet(server, 1, 'Basics', questions.map((question) => ({ question, expected: 'That.', topic: 'Accounting' })));
  const { id } = await compareCutOff(server, setId);
  await judgePairs(client, id, 1, (_question, { length }) => (length > 20 ? 1 : 2));
  return id;
};
