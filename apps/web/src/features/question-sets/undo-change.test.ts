import type { SetQuestion } from '@llamune/contracts';
import { expect, it } from 'vitest';
import { undoOf } from './undo-change';

const question = (id: number, text: string, more: Partial<SetQuestion> = {}): SetQuestion => ({ id, kind: 'question', sibling_of_id: null, question: text, expected_answer: null, topic: null, log_id: null, held_out: false, added_in: 1, removed_in: null, ...more });
const sibling = (id: number, of: number, text: string) => question(id, text, { kind: 'paraphrase', sibling_of_id: of });

it('takes what was added out again', () => {
  expect(undoOf([question(5, '甲'), question(6, '乙')], [])).toEqual({ add: [], remove: [5, 6], replace: [] });
});

it('brings what was removed back, a question before what belongs to it', () => {
  const { add, remove, replace } = undoOf([], [sibling(2, 1, '言い換え'), question(1, '元'), sibling(4, 3, 'ほかの言い換え')]);
  expect(add.map(({ question: text, sibling_of_id }) => [text, sibling_of_id])).toEqual([['ほかの言い換え', 3], ['元', null], ['言い換え', null]]);
  expect([...remove, ...replace]).toEqual([]);
});

it('writes a question as it was, and leaves alone the sibling that followed it', () => {
  const came = [question(11, '新しい言い方'), sibling(12, 11, '言い換え')];
  const went = [question(1, '元の言い方', { expected_answer: '正解' }), sibling(2, 1, '言い換え')];
  expect(undoOf(came, went)).toEqual({ add: [], remove: [], replace: [{ id: 11, kind: 'question', sibling_of_id: null, question: '元の言い方', expected_answer: '正解', topic: null }] });
});

it('pairs several that ask the same as before, and only removes and adds the rest', () => {
  const came = [question(11, '甲', { topic: '新' }), question(12, '乙', { topic: '新' }), question(13, '丙')];
  const went = [question(1, '甲'), question(2, '乙'), question(3, '丁'), question(4, '戊')];
  const undo = undoOf(came, went);
  expect(undo.replace.map(({ id, topic }) => [id, topic])).toEqual([[11, null], [12, null]]);
  expect(undo.remove).toEqual([13]);
  expect(undo.add.map(({ question: text }) => text)).toEqual(['丁', '戊']);
});
