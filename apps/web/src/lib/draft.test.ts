import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drafts } from './draft';

beforeEach(() => localStorage.clear());

describe('drafts', () => {
  it('are one person’s: the next one at the same browser does not see them', () => {
    drafts.belongTo(1);
    drafts.write('question.7', '書きかけ');
    drafts.belongTo(2);
    expect(drafts.read('question.7')).toBeNull();
    drafts.belongTo(1);
    expect(drafts.read('question.7')).toBe('書きかけ');
  });
  it('are gone once dropped', () => {
    drafts.write('question.7', '書きかけ');
    drafts.drop('question.7');
    expect(drafts.read('question.7')).toBeNull();
  });
  it('that cannot be read or written are no reason to fail', () => {
    localStorage.setItem('llamune.draft.1.broken', '{');
    expect(drafts.read('broken')).toBeNull();
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(() => drafts.write('question.7', 'x')).not.toThrow();
    full.mockRestore();
  });
});
