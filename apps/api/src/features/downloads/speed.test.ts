import { expect, test } from 'vitest';
import { Speed } from './speed.js';

test('is that of the last five seconds', () => {
  const speed = new Speed();
  expect(speed.bytesPerSecond(0, 0)).toBeNull();
  for (let second = 0; second <= 10; second++) speed.note(second * (second < 5 ? 100 : 1000), second * 1000);
  expect(speed.bytesPerSecond(10_000, 10_000)).toBe(1000);
  // Nothing comes any more.
  expect(speed.bytesPerSecond(10_000, 14_000)).toBeLessThan(1000);
  expect(speed.bytesPerSecond(10_000, 60_000)).toBe(0);
});

test('starts anew when the download starts anew', () => {
  const speed = new Speed();
  speed.note(5000, 0);
  speed.note(0, 1000);
  expect(speed.bytesPerSecond(300, 2000)).toBe(300);
});
