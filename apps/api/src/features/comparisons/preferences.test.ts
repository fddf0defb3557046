import { HeldOutQuestion } from '@llamune/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { questionKeyOf } from '../../fold-question.js';
import { retestApp } from '../../testing/retest-app.js';
import { addRun } from '../../testing/retest-data.js';

const { app, admin, first, learner, place, newPoc, addSet, of, begin, pairsOf, judge } = await retestApp();
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(newPoc);

const linesOf = async (comparison_id: number) => {
  let text = '';
  for await (const part of await learner.call.comparisons.preferences({ comparison_id })) text += part;
  return text === '' ? [] : text.trimEnd().split('\n').map((line) => JSON.parse(line) as { prompt: { content: string }[]; chosen: unknown; rejected: unknown });
};

test('what was preferred and is 良い, never what is kept for testing or near it', async () => {
  const set = await addSet(['選ぶ', '逆', '引き分け', 'どちらも誤り', '取り置き', '切れた'].map((question) => ({ question })));
  const [paraphrase] = (await addSet([{ question: '取り置きの言い換え', kind: 'paraphrase', siblingOfId: set.questions[4]!.id }])).questions;
  const questions = [...set.questions, paraphrase!];
  const run = (modelId: number, name: string) => addRun(app, { ...of({ ...set, questions }, modelId), values: { systemPrompt: `${name}の指示` } }, ({ question }) => ({ answer: `${name} ${question}`, ...(question === '切れた' && { finishReason: 'length' as const }) }));
  const [baseline, candidate] = [await run(place.old, '古'), await run(place.next, '新')];
  const id = await begin(baseline, candidate);
  await app.db.manager.insert(HeldOutQuestion, { pocId: place.pocId, question: '取り置き！', questionKey: questionKeyOf('取り置き！'), heldById: admin.user.id });
  for (const { id: pairId, baselineAnswer } of await pairsOf(id)) {
    const { question } = questions.find((each) => each.id === baselineAnswer.questionId)!;
    if (question === '逆') await judge(first, pairId, 1, 3, { choice: 'baseline' });
    else if (question === '引き分け') await judge(first, pairId, 1, 1);
    else if (question === 'どちらも誤り') await judge(first, pairId, 3, 2, { choice: 'candidate' });
    else await judge(first, pairId, 3, 1, { choice: 'candidate' });
  }
  const said = (content: string) => [{ role: 'assistant', content }];
  const prompt = (system: string, question: string) => [{ role: 'system', content: system }, { role: 'user', content: question }];
  expect(await linesOf(id)).toEqual([
    { prompt: prompt('新の指示', '選ぶ'), chosen: said('新 選ぶ'), rejected: said('古 選ぶ') },
    { prompt: prompt('古の指示', '逆'), chosen: said('古 逆'), rejected: said('新 逆') },
  ]);
  expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ preferences: { candidate: 5, baseline: 1, same: 1, both_bad: 0 } });
  const reply = await learner.request('GET', `/comparisons/${id}/preferences`);
  expect(reply.headers).toMatchObject({ 'content-type': 'application/jsonl; charset=utf-8', 'content-disposition': `attachment; filename="preferences-${id}.dpo.jsonl"` });
  expect((await learner.request('GET', '/comparisons/2000000000/preferences')).statusCode).toBe(404);
});
