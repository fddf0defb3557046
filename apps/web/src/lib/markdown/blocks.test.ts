import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks';

const read = (text: string) => blocksOf(text.split('\n'));
const paragraph = (text: string) => ({ type: 'paragraph', text });

describe('blocks', () => {
  it('are paragraphs that keep the line breaks of their writer', () => {
    expect(read('一行目\n二行目\n\n次の段落')).toEqual([paragraph('一行目\n二行目'), paragraph('次の段落')]);
  });
  it('are headings, by marks or by a line below', () => {
    expect(read('## 概要 ##\n# C#\n結論\n===\n#見出しではない')).toEqual([
      { type: 'heading', level: 2, text: '概要' },
      { type: 'heading', level: 1, text: 'C#' },
      { type: 'heading', level: 1, text: '結論' },
      paragraph('#見出しではない'),
    ]);
  });
  it('are code, whose text is nothing but text, to the end if it is not closed', () => {
    expect(read('```sql\nSELECT *\n\n  FROM `x`\n```\n後')).toEqual([{ type: 'code', language: 'sql', text: 'SELECT *\n\n  FROM `x`' }, paragraph('後')]);
    expect(read('~~~\n```\n# a')).toEqual([{ type: 'code', language: '', text: '```\n# a' }]);
    expect(read('前\n\n    一\n      二')).toEqual([paragraph('前'), { type: 'code', language: '', text: '一\n  二' }]);
  });
  it('are lists in lists, also where a number is followed by two spaces only', () => {
    expect(read('1. 固定資産\n  - 建物\n  - 土地\n\n   つづき\n2. 流動資産')).toEqual([
      {
        type: 'list',
        start: 1,
        items: [
          [paragraph('固定資産'), { type: 'list', start: null, items: [[paragraph('建物')], [paragraph('土地')]] }, paragraph('つづき')],
          [paragraph('流動資産')],
        ],
      },
    ]);
  });
  it('end a list where another kind begins, and begin one only where it is meant', () => {
    expect(read('- 一\n* 二').map(({ type }) => type)).toEqual(['list', 'list']);
    expect(read('設立は\n2020. 春でした')).toEqual([paragraph('設立は\n2020. 春でした')]);
    expect(read('3) 三')).toEqual([{ type: 'list', start: 3, items: [[paragraph('三')]] }]);
  });
  it('are quotes, which go on without their mark in the middle of a paragraph', () => {
    expect(read('> 引用\nつづき\n\n外')).toEqual([{ type: 'quote', blocks: [paragraph('引用\nつづき')] }, paragraph('外')]);
  });
  it('are tables with their alignment; a bar with a backslash is text', () => {
    expect(read('科目|金額\n:--|--:\n売掛金 | 1,000\n| 注\\|記 | | 余分 |\n後')).toEqual([
      { type: 'table', aligns: ['left', 'right'], header: ['科目', '金額'], rows: [['売掛金', '1,000'], ['注|記', '']] },
      paragraph('後'),
    ]);
  });
  it('are formulas as they are written', () => {
    expect(read('$$\nx_1 = \\frac{a}{b}\n$$\n後')).toEqual([{ type: 'formula', text: '$$\nx_1 = \\frac{a}{b}\n$$' }, paragraph('後')]);
  });
  it('are never deeper than anybody reads', () => {
    const depthOf = (blocks: ReturnType<typeof read>): number => 1 + Math.max(0, ...blocks.map((block) => (block.type === 'quote' ? depthOf(block.blocks) : block.type === 'list' ? depthOf(block.items.flat()) : 0)));
    expect(depthOf(read('>'.repeat(100_000)))).toBeLessThan(15);
    expect(depthOf(read('- '.repeat(100_000)))).toBeLessThan(15);
    expect(depthOf(read('1. '.repeat(30_000)))).toBeLessThan(15);
  });
});
