import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatDate, formatDateTime, formatNumber, formatPercent, formatTime } from './format';
import { setLanguage } from './i18n/texts';

afterEach(() => setLanguage('ja'));

// The edges, and what lies between them.
const numbers = [0, 1, 9, 12, 100, 999, 1000, 1234, 99_999, 100_000, 1_234_567, 9_007_199_254_740, 0.1, 0.5, 1.25, 12.3456, 1999.9996, -1, -1234.5, ...Array.from({ length: 200 }, (_, at) => Math.round(1.37 ** at % 1e9) / 10 ** (at % 4))];
const shares = [0, 1, 0.005, 0.145, 0.285, 0.575, 0.995, 12.34, ...Array.from({ length: 201 }, (_, at) => at / 200)];
const moments = ['2026-01-01T00:00:00.000Z', '2026-11-30T23:59:59.999Z', '2024-02-29T12:05:09.000Z', '1999-12-31T15:00:00.000Z', ...Array.from({ length: 60 }, (_, at) => new Date(1_780_000_000_000 + at * 47_777_777).toISOString())];

describe.each([
  ['ja', 'ja-JP'],
  ['en', 'en-GB'],
] as const)('in %s it is written as Intl writes it:', (language, locale) => {
  beforeEach(() => setLanguage(language));
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (iso: string) => format.format(new Date(iso));
  };
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;

  test('a number', () => expect(numbers.map(formatNumber)).toEqual(numbers.map((value) => value.toLocaleString(locale))));
  test('a share', () => expect(shares.map(formatPercent)).toEqual(shares.map((value) => value.toLocaleString(locale, { style: 'percent' }))));
  test('a date', () => expect(moments.map(formatDate)).toEqual(moments.map(dates(day))));
  test('a time', () => expect(moments.map(formatTime)).toEqual(moments.map(dates(time))));
  test('a date with its time', () => expect(moments.map(formatDateTime)).toEqual(moments.map(dates({ ...day, ...time }))));
});
