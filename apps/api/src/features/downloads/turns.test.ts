import { expect, test } from 'vitest';
import { Turns } from './turns.js';

const never = new AbortController().signal;

test('so many at once, the others in the order in which they came', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  const next = async (name: string, signal = never) => {
    const end = await turns.next(signal);
    order.push(name);
    return end;
  };
  const [a, b] = await Promise.all([next('a'), next('b')]);
  const gone = new AbortController();
  const waiting = [next('c'), next('left', gone.signal), next('d')];
  gone.abort();
  await expect(waiting[1]).rejects.toThrow('aborted');
  expect(order).toEqual(['a', 'b']);
  a();
  (await waiting[0]!)();
  b();
  (await waiting[2]!)();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  // All turns are free again.
  await Promise.all([next('e'), next('f')]);
  await expect(turns.next(AbortSignal.abort())).rejects.toThrow('aborted');
  expect(order).toHaveLength(6);
});
