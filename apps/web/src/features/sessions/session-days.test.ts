import { describe, expect, it } from 'vitest';
import { byDay, dayOf } from './session-days';

const now = new Date(2026, 2, 1, 0, 30);
const at = (...date: [number, number, number, number, number]) => new Date(...date).toISOString();

describe('the day of a session', () => {
  it.each([
    [at(2026, 2, 1, 0, 10), 'today'],
    [at(2026, 1, 28, 23, 50), 'yesterday'],
    [at(2026, 1, 27, 23, 59), 'earlier'],
    // By a server's clock that goes ahead.
    [at(2026, 2, 2, 0, 0), 'today'],
  ])('%s is %s, by the calendar and not by 24 hours', (iso, day) => {
    expect(dayOf(iso, now)).toBe(day);
  });
  it('groups, and leaves out days without sessions', () => {
    const rows = [at(2026, 2, 1, 0, 10), at(2026, 1, 20, 9, 0)].map((started_at) => ({ started_at }));
    expect(byDay(rows, now).map(({ day, rows }) => [day, rows.length])).toEqual([['today', 1], ['earlier', 1]]);
  });
});
