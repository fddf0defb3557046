import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks';
import { partsOf } from './parts';

const all = (text: string) => partsOf(text, Infinity).parts;

describe('a long text in parts', () => {
  it('is one part as long as it can be drawn in a moment', () => {
    expect(partsOf('段落です。\n\n'.repeat(500), 1)).toEqual({ parts: ['段落です。\n\n'.repeat(500)], rest: 0 });
    expect(partsOf('', 1)).toEqual({ parts: [''], rest: 0 });
  });
  it('loses and doubles nothing', () => {
    for (const text of ['あ'.repeat(1_000_000), '*'.repeat(100_000), 'あいう\n\n'.repeat(50_000), '😀'.repeat(60_000)]) {
      const parts = all(text);
      expect(partsOf(text, 1)).toEqual({ parts: [parts[0]], rest: text.length - parts[0]!.length });
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.join('') === text).toBe(true);
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(41_000);
      expect(parts.every((part) => part.isWellFormed())).toBe(true);
    }
  });
  it('goes on with a table and with code', () => {
    const tables = all(`|科目|金額|\n|-|-|\n${'|売掛金|1|\n'.repeat(5000)}`).map((part) => blocksOf(part.split('\n')));
    expect(tables.length).toBeGreaterThan(1);
    expect(tables.flat().map(({ type }) => type)).toEqual(tables.map(() => 'table'));
    expect(tables.flat().reduce((rows, block) => rows + (block.type === 'table' ? block.rows.length : 0), 0)).toBe(5000);
    const codes = all(`\`\`\`sql\n${'SELECT 1;\n'.repeat(9000)}\`\`\`\nあと`).map((part) => blocksOf(part.split('\n')));
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.flat().map(({ type }) => type)).toEqual([...codes.map(() => 'code'), 'paragraph']);
  });
  it('has the same parts when it grows', () => {
    const text = '- 項目です\n- **もう一つ**\n\n'.repeat(6000);
    const before = all(text.slice(0, text.length / 2));
    const after = all(text);
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  });
});
