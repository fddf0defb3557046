import { expect, test } from 'vitest';
import { foldQuestion, questionKeyOf, subjectOf } from '../../fold-question.js';
import { groupNearDuplicates } from './near-duplicates.js';

const groupsOf = (questions: string[]) => [...groupNearDuplicates(questions.map((question) => subjectOf(foldQuestion(question))))];

test('the same question in other letters, or asked in other words, is one group', () => {
  expect(groupsOf(['売掛金とは何ですか？', '売掛金とはなんですか', ' 売掛金 とは ', '売掛金について教えてください。', '売掛金って何ですか?'])).toEqual([0, 0, 0, 0, 0]);
  expect(groupsOf(['固定資産の減価償却の方法を教えてください', '固定資産の減価償却方法を教えてください'])).toEqual([0, 0]);
  expect(questionKeyOf('ＢＳ とは？')).toBe(questionKeyOf('bsとは'));
});

test('what is asked about decides, not the words of asking', () => {
  expect(groupsOf(['売掛金とは何ですか？', '買掛金とは何ですか？', '減価償却とは何ですか？', '売上原価とは何ですか？'])).toEqual([0, 1, 2, 3]);
  expect(groupsOf(['とは何ですか？', '？', '？'])).toEqual([0, 1, 1]);
});

test('ten thousand questions fall into as many groups as there are subjects, whatever their order', () => {
  const subjects = Array.from({ length: 500 }, (_, at) => `第${at * 7919}号様式${'甲乙丙丁戊己庚辛壬癸'[at % 10]!.repeat(1 + (at % 5))}の記載事項${(at * 104_729).toString(36)}`);
  const questions = Array.from({ length: 10_000 }, (_, at) => subjects[(at * 31) % 500]! + (at % 2 === 0 ? 'とは何ですか' : 'について教えてください'));
  const groups = groupsOf(questions);
  const members = new Map<string, Set<number>>();
  for (const [at, question] of questions.entries()) members.set(question.slice(0, -8), (members.get(question.slice(0, -8)) ?? new Set()).add(groups[at]!));
  expect([...members.values()].every((seen) => seen.size === 1)).toBe(true);
});
