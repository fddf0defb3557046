import { expect, test } from 'vitest';
import { readPasted } from './read-pasted.js';

const said = (text: string) => readPasted(text).questions.map(({ line, question, expected_answer, topic, kind }) => [line, question, expected_answer, topic, kind]);

test('out of a spreadsheet, with a heading in any order, quoted cells with line breaks, and a column nobody asked for', () => {
  const text = '番号\t種 類\t質問（必須）\tＴＯＰＩＣ\t正しい回答\r\n１\t\t減価償却とは\t固定資産\t"1行目\n2行目 ""引用"""\r\n２\t言い換え\t　減価償却について教えて　\t\t\r\n\r\n３\tひっかけ\t減損とは\t固定資産\t収益性の低下\r\n';
  expect(readPasted(text)).toMatchObject({ columns: ['ignored', 'kind', 'question', 'topic', 'expected_answer'], problems: [] });
  expect(said(text)).toEqual([
    [2, '減価償却とは', '1行目\n2行目 "引用"', '固定資産', 'question'],
    [4, '減価償却について教えて', null, null, 'paraphrase'],
    [6, '減損とは', '収益性の低下', '固定資産', 'near_miss'],
  ]);
});

test('out of a CSV file with a byte order mark and English headings', () => {
  expect(said('\uFEFFQuestion,Expected Answer,Kind\n"What, if anything?",Yes,Near-Miss\n')).toEqual([[2, 'What, if anything?', 'Yes', null, 'near_miss']]);
  // A line that has fewer cells than the heading has them empty.
  expect(said('質問,正解\n一\n二,２\n')).toEqual([[2, '一', null, null, 'question'], [3, '二', '２', null, 'question']]);
});

test('without a heading: question, answer, topic, kind', () => {
  expect(said('一とは\t１\t数\t引っかけ\t備考')).toEqual([[1, '一とは', '１', '数', 'near_miss']]);
  expect(said('一とは,１\n二とは,２')).toEqual([[1, '一とは', '１', null, 'question'], [2, '二とは', '２', null, 'question']]);
});

test('a single column keeps the commas and the quotes of its sentences', () => {
  expect(said('1,000円以下の備品は?\n"売掛金"とは何ですか\n彼は"買掛金"と言った\n\n')).toEqual([
    [1, '1,000円以下の備品は?', null, null, 'question'],
    [2, '"売掛金"とは何ですか', null, null, 'question'],
    [3, '彼は"買掛金"と言った', null, null, 'question'],
  ]);
});

test('what cannot be taken is told with its line', () => {
  const text = ['質問\t正解\t種類', '\t答えだけ\t', `${'長'.repeat(20_001)}\t\t`, '１０％とは？\t\t', ' 10%とは\t\t', '別の質問\t\t謎', '最後\t"閉じない'].join('\n');
  expect(readPasted(text)).toMatchObject({
    questions: [{ line: 4, question: '１０％とは？' }],
    problems: [
      { line: 2, problem: 'no_question' },
      { line: 3, problem: 'too_long' },
      { line: 5, problem: 'duplicate' },
      { line: 6, problem: 'unknown_kind' },
      { line: 7, problem: 'unreadable' },
    ],
  });
  expect(readPasted('  \n\n')).toEqual({ questions: [], problems: [], columns: [] });
  expect(() => readPasted(Array.from({ length: 1001 }, (_, at) => `質問${at}`).join('\n'))).toThrow('1001 rows');
  expect(readPasted(['質問', ...Array.from({ length: 1000 }, (_, at) => `質問${at}`)].join('\n')).questions).toHaveLength(1000);
});
