import { describe, expect, it } from 'vitest';
import { drawnRows, rowWindow } from './row-window';

const screen = 13;
const count = 1000;
/** As somebody scrolls by: slowly, by screens, to the end and back. */
const places = [0, 1, 2, 3, 4, 5, 9, 22, 23, 300, 301, 313, 700, count - screen - 1, count - screen, 500, 499, 498, 100, 0];
const windowAt = (first: number) => rowWindow({ first, screen, count });
const slots = (first: number, active: number) => drawnRows(windowAt(first), active).map(({ slot }) => slot);

describe('the rows that are drawn', () => {
  it('are those on the screen and some beyond it, wherever the list stands', () => {
    for (const first of places) {
      const { start, size } = windowAt(first);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(Math.max(0, first - 4));
      // The row at the edge of the screen is seen in part.
      expect(start + size).toBeGreaterThanOrEqual(Math.min(count, first + screen + 1 + 4));
      expect(start + size).toBeLessThanOrEqual(count);
    }
    expect(rowWindow({ first: 0, screen, count: 5 })).toEqual({ start: 0, size: 5 });
  });

  it('are as many at every place, and drawn into the same elements', () => {
    const elements = slots(0, 0).toSorted((one, other) => one - other);
    for (const first of places) expect(slots(first, windowAt(first).start).toSorted((one, other) => one - other)).toEqual(elements);
  });

  it('keep the element of the row with the focus for it, however far away it is', () => {
    const active = 30;
    const own = active % windowAt(0).size;
    for (const first of places) {
      const rows = drawnRows(windowAt(first), active);
      expect(rows.find(({ index }) => index === active)?.slot).toBe(own);
      expect(new Set(rows.map(({ slot }) => slot)).size).toBe(rows.length);
      expect(rows.map(({ index }) => index)).toEqual(rows.map(({ index }) => index).toSorted((one, other) => one - other));
    }
  });
});
