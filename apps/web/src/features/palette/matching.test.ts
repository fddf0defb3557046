import { House } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { logNumberIn, matching } from './matching';

const entries = ['ホーム', '質問する', 'Review'].map((label) => ({ id: label, icon: House, label, words: label === '質問する' ? 'しつもん' : '', run: () => {} }));
const found = (text: string) => matching(entries, text).map(({ label }) => label);

describe('looking for an entry', () => {
  it('does not mind the width, the case or the kana', () => {
    expect(found('ﾎｰﾑ')).toEqual(['ホーム']);
    expect(found('ほーむ')).toEqual(['ホーム']);
    expect(found('ＲＥＶ')).toEqual(['Review']);
    expect(found('しつ')).toEqual(['質問する']);
  });
  it('wants every word', () => {
    expect(found('質 する')).toEqual(['質問する']);
    expect(found('質 ない')).toEqual([]);
    expect(found(' ')).toHaveLength(3);
  });
});

describe('the number of a log', () => {
  it('may have a sign, and any width', () => {
    expect(['123', '#123', '＃１２３', ' #7 '].map(logNumberIn)).toEqual([123, 123, 123, 7]);
  });
  it('is one that a row can have', () => {
    expect(['0', '#', '12a', '-3', '99999999999', '4000000000'].map(logNumberIn)).toEqual(Array(6).fill(null));
  });
});
