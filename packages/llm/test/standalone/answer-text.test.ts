import { expect, test } from 'vitest';
import { AnswerText } from '../../src/llama/in-child/answer-text.js';
import type { Marker } from '../../src/llama/in-child/chat-format.js';

const THINK: Marker[] = [
  { text: '<think>', opens: 'thought' },
  { text: '</think>', opens: 'answer' },
];
const CHANNELS: Marker[] = [
  { text: '<|return|>', opens: 'end' },
  { text: '<|end|>', opens: null },
  { text: '<|channel|>final<|message|>', opens: 'answer' },
  { text: '<|channel|>analysis<|message|>', opens: 'thought' },
  { text: '<|end|>', opens: 'answer' },
];

interface Said {
  thought: string;
  answer: string;
  ended: boolean;
}

/** A piece like `<|…|>` is a control token. */
function say(pieces: (string | number[])[], markers: Marker[], begins: 'answer' | 'thought' = 'answer'): Said {
  const said = { thought: '', answer: '', ended: false };
  const text = new AnswerText({ begins, markers }, (channel, piece) => (said[channel] += piece));
  for (const piece of pieces) {
    const control = typeof piece === 'string' && /^<\|.*\|>$/.test(piece);
    said.ended ||= text.add({ text: typeof piece === 'string' ? piece : Uint8Array.from(piece), control, endOfGeneration: false });
  }
  text.end();
  return said;
}

test('characters that are spread over tokens come whole', () => {
  const bytes = [...Buffer.from('減価😀')];
  for (let size = 1; size <= bytes.length; size++) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
    expect(say([...pieces, '償却'], [])).toMatchObject({ answer: '減価😀償却' });
  }
});

test('a broken character is shown as such, and what follows is not lost', () => {
  expect(say([[0xe6, 0xb8], '価'], [])).toMatchObject({ answer: '\u{fffd}価' });
  expect(say(['価', [0xe6, 0xb8]], [])).toMatchObject({ answer: '価\u{fffd}' });
});

test('thought and answer are told apart, however the marks are cut', () => {
  const whole = '<think>\nまず考える。\n</think>\n\n答えです。';
  for (let size = 1; size <= whole.length; size++) {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) => whole.slice(i * size, (i + 1) * size));
    expect(say(pieces, THINK)).toEqual({ thought: 'まず考える。', answer: '答えです。', ended: false });
  }
});

test('an answer may speak of the marks of thinking', () => {
  const text = 'HTML に <think> という要素はありません。</think> もです。';
  expect(say([text], THINK)).toEqual({ thought: '', answer: text, ended: false });
});

test('a thought that the template has opened begins without a mark', () => {
  expect(say(['考え', '</think>', '答え'], THINK, 'thought')).toEqual({ thought: '考え', answer: '答え', ended: false });
});

test('a thought that is never closed stays a thought', () => {
  expect(say(['<think>', '考え', '中 '], THINK)).toEqual({ thought: '考え中 ', answer: '', ended: false });
});

test('what looks like the beginning of a mark and is none comes out', () => {
  expect(say(['a <', 'thin', 'g> b'], THINK)).toMatchObject({ answer: 'a <thing> b' });
  expect(say(['x <'], THINK)).toMatchObject({ answer: 'x <' });
});

test('named channels: what is between them belongs nowhere', () => {
  const pieces = ['<|channel|>', 'analysis', '<|message|>', '考え', '<|end|>', '<|start|>', 'assistant', '<|channel|>', 'final', '<|message|>', '答え', '<|return|>', '余り'];
  expect(say(pieces, CHANNELS)).toEqual({ thought: '考え', answer: '答え', ended: true });
});

test('the end of the answer channel ends the answer', () => {
  expect(say(['<|channel|>', 'final', '<|message|>', '答え', '<|end|>', '<|start|>', 'assistant'], CHANNELS)).toEqual({ thought: '', answer: '答え', ended: true });
});

test('control tokens that mean nothing are no text', () => {
  expect(say(['答', '<|unknown|>', 'え'], THINK)).toMatchObject({ answer: '答え' });
});
