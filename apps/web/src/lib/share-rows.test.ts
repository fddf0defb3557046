import { describe, expect, it } from 'vitest';
import { shareRows } from './share-rows';

const pages = (...pages: { id: number; text?: string }[][]) => ({ pages, pageParams: pages.map((_, index) => index) });
const rowsOf = (data: unknown) => (data as ReturnType<typeof pages>).pages.flat();

describe('rows of pages', () => {
  it('stay the same objects when a new one comes before them', () => {
    const before = pages([{ id: 2 }, { id: 1 }]);
    const after = rowsOf(shareRows(before, pages([{ id: 3 }, { id: 2 }, { id: 1 }])));
    expect(after.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(after.slice(1).map((row, index) => row === before.pages[0]![index])).toEqual([true, true]);
  });
  it('are new where something of theirs has changed', () => {
    const before = pages([{ id: 2, text: 'a' }, { id: 1, text: 'a' }]);
    const [changed, kept] = rowsOf(shareRows(before, pages([{ id: 2, text: 'b' }, { id: 1, text: 'a' }])));
    expect(changed).toEqual({ id: 2, text: 'b' });
    expect(kept).toBe(before.pages[0]![1]);
  });
  it('are the very same pages when nothing has changed', () => {
    const before = pages([{ id: 2 }], [{ id: 1 }]);
    expect(shareRows(before, pages([{ id: 2 }], [{ id: 1 }]))).toBe(before);
  });
});
