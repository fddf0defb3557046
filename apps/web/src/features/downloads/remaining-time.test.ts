import { beforeAll, expect, it } from 'vitest';
import { initI18n, loadTexts, t } from '../../lib/i18n';
import { remainingTime } from './remaining-time';

beforeAll(async () => {
  await initI18n();
  await loadTexts('admin');
});

it.each([
  [100, 1000, 100, '約9秒'],
  [0, 600, 1, '約10分'],
  [0, 3599, 1, '約1時間0分'],
  [0, 8000, 1, '約2時間13分'],
  [1200, 1000, 100, '約0秒'],
  [0, 1000, 0, null],
  [0, 1000, null, null],
  [0, null, 100, null],
])('%s of %s at %s per second takes %s', (received_bytes, total_bytes, bytes_per_second, said) => {
  expect(remainingTime({ received_bytes, total_bytes, bytes_per_second }, t)).toBe(said);
});
