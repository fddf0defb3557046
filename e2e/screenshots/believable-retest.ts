import type { LlamuneClient } from '@llamune/contracts';
import { addQuestionSet, judgePairs, runToEnd, type TestQuestion } from '../compare-versions.js';
import type { Server } from '../server.js';
import { paraphraseOf, topicOf, topics } from './accounting.js';

const subjects = ['交際費', '旅費', '旅費', '精算の期限', '消費税', '会社のカード', '勘定科目', '固定資産', '電子帳簿', '旅費', '交際費', '給与', '精算の期限', '消費税'];
/** What is left for whoever looks at the pages. */
const leftToJudge = 4;
const secondPercent = 100;

const asExpert = (question: string, answer: string) => {
  const { poor } = topicOf(question);
  return poor?.answer === answer ? poor.evaluation : 1;
};
/** Sees one thing more strictly than the first. */
const asSecond = (question: string, answer: string) => (question.includes('手土産') && asExpert(question, answer) === 1 ? 2 : asExpert(question, answer));

/** Every topic and the same in other words, asked of two versions, and judged by two people who do not always agree. */
export const retestBelievably = async (server: Server, pocId: number, [before, after]: [number, number], [first, second]: [LlamuneClient, LlamuneClient]): Promise<number> => {
  const admin = server.client(server.adminKey);
  const logs = await admin.logs.list.query({ poc_id: pocId, limit: 500 });
  const asked = topics.map(({ question, right }, at): TestQuestion => ({ question, expected: right, topic: subjects[at] ?? '経費一般', logId: logs.find((log) => log.question === question && log.correct_answer !== null)?.id }));
  const reworded = asked.map(({ question, logId: _logId, ...rest }, siblingOf): TestQuestion => ({ ...rest, question: paraphraseOf(question), kind: 'paraphrase', siblingOf }));
  const setId = await addQuestionSet(server, pocId, '経費の基本', [...asked, ...reworded]);
  const baseline = await runToEnd(admin, setId, { model_id: before });
  const candidate = await runToEnd(admin, setId, { model_id: after });
  const { id, progress } = await admin.comparisons.create.mutate({ baseline_run_id: baseline, candidate_run_id: candidate, second_percent: secondPercent });
  await judgePairs(first, id, progress.pairs - leftToJudge, asExpert);
  await judgePairs(second, id, progress.pairs, asSecond, 'second');
  return id;
};
