import { expect, test } from 'vitest';
import { ThinkTags } from '../../src/openai/think-tags.js';

function read(pieces: string[]): { thought: string; answer: string } {
  const tags = new ThinkTags();
  const parts = [...pieces.flatMap((piece) => tags.split(piece)), ...tags.end()];
  const textOf = (wanted: string): string => parts.map(({ channel, text }) => (channel === wanted ? text : '')).join('');
  return { thought: textOf('thought'), answer: textOf('answer') };
}

test.each([
  ['<think>\n考え\n</think>\n\n答え', '考え\n', '答え'],
  ['\n <think>a</think>b', 'a', 'b'],
  ['<think>\n\n</think>\n\n答え', '', '答え'],
  ['<think>a < b </thin c</think>d', 'a < b </thin c', 'd'],
  ['<think>never ends </thi', 'never ends </thi', ''],
  ['<think', '', '<think'],
  ['答え<think>x</think>', '', '答え<think>x</think>'],
  ['<think>a</think><think>b</think>', 'a', '<think>b</think>'],
  ['   ', '', '   '],
  ['', '', ''],
])('%j, however it is cut', (text, thought, answer) => {
  expect(read([text])).toEqual({ thought, answer });
  expect(read(Array.from(text))).toEqual({ thought, answer });
  for (let cut = 1; cut < text.length; cut++) expect(read([text.slice(0, cut), text.slice(cut)])).toEqual({ thought, answer });
});

test('an answer that begins with nothing but spaces is not held back for ever', () => {
  const tags = new ThinkTags();
  expect(Array.from({ length: 200 }, () => tags.split(' ')).flat().length).toBeGreaterThan(0);
});
