import { describe, expect, it } from 'vitest';
import { aRow } from '../../../test/logs-server';
import type { Translate } from '../../lib/i18n';
import { answerStart, lettersIn } from './log-cells';

const t: Translate = (key) => key;
const startOf = (answer: string, letters: number) => answerStart({ row: aRow({ answer }), letters, t });

describe('the beginning of an answer', () => {
  it('is as long as may fit on its line, and says when it goes on', () => {
    expect(startOf('費用の配分です。', 20)).toBe('費用の配分です。');
    expect(startOf('あ'.repeat(200), 60)).toBe(`${'あ'.repeat(60)}…`);
    expect(lettersIn(318)).toBe(60);
    expect(lettersIn(319)).toBe(60);
  });
  it('is not cut in the middle of a letter', () => expect(startOf('𠮷野家𠮷', 4)).toBe('𠮷野家…'));
  it('says that there is none', () => expect(startOf('', 60)).toBe('chat.noAnswer'));
});
