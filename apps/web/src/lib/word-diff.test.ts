import { describe, expect, it } from 'vitest';
import { wordDiff } from './word-diff';

describe('differences by words', () => {
  it('finds the Japanese words that were exchanged', () => {
    expect(wordDiff('売掛金とは、まだ支払っていない代金です。', '売掛金とは、まだ受け取っていない代金です。')).toEqual([
      { kind: 'same', text: '売掛金とは、まだ' },
      { kind: 'removed', text: '支払' },
      { kind: 'added', text: '受け取' },
      { kind: 'same', text: 'っていない代金です。' },
    ]);
  });
  it('keeps every character of both texts', () => {
    const [before, after] = ['一行目\n二行目  𠮷野家 👨‍👩‍👧', '一行目\r\n三行目 𠮷野屋 👨‍👩‍👦'];
    const parts = wordDiff(before, after)!;
    const without = (kind: string) => parts.filter((part) => part.kind !== kind).map(({ text }) => text).join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  });
  it('gives up on texts that are too long, instead of holding the page', () => {
    expect(wordDiff('長い文。'.repeat(5000), '')).toBeNull();
    const random = (seed: number) => Array.from({ length: 3500 }, (_, n) => `${(n * 7919 + seed * 104_729) % 1_000_003} `).join('');
    expect(wordDiff(random(1), random(2))).toBeNull();
  });
});
