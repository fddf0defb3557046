import { expect, test } from 'vitest';
import { SseData } from '../../src/openai/sse-data.js';

function read(pieces: string[], longest = 1000): string[] {
  const events = new SseData(longest);
  const found = pieces.flatMap((piece) => [...events.feed(Buffer.from(piece))]);
  return [...found, ...events.end()];
}

const stream = ': hello\r\n\r\ndata: one\r\n\r\nid: 3\ndata: two\ndata:  three\n\ndatabase: no\ndata\n\nevent: x\rdata:four\r\r';

test('however it is cut, the same is read', () => {
  const whole = read([stream]);
  expect(whole).toEqual(['one', 'two\n three', 'four']);
  expect(read(Array.from(stream))).toEqual(whole);
  for (let cut = 1; cut < stream.length; cut++) expect(read([stream.slice(0, cut), stream.slice(cut)])).toEqual(whole);
});

test('a line that is not complete does not count', () => {
  expect(read(['data: one\n\ndata: two\ndata: thr'])).toEqual(['one', 'two']);
});

test('events are bounded, lines of one event together; comments are not', () => {
  expect(() => read(['data: ' + 'x'.repeat(2000)])).toThrow(RangeError);
  expect(() => read(Array.from({ length: 300 }, () => 'data: x\n'))).toThrow(RangeError);
  expect(read([...Array.from({ length: 3000 }, () => ': ping\n'), 'data: x\n\n'])).toEqual(['x']);
});

test('a long line that comes a byte at a time is not read again for every byte', () => {
  const events = new SseData(2_000_000);
  const byte = Buffer.from('x');
  void [...events.feed(Buffer.from('data: '))];
  for (let count = 0; count < 1_000_000; count++) void [...events.feed(byte)];
  expect([...events.feed(Buffer.from('\n\n'))][0]).toHaveLength(1_000_000);
});
