import { describe, expect, it } from 'vitest';
import { merge } from './merge';

describe('two people on one judgement', () => {
  it('takes each field from whoever changed it', () => {
    const merged = merge({ reason: '私の理由' }, { seen: { reason: null, memo: null }, now: { reason: null, memo: '相手のメモ' } });
    expect(merged).toEqual({ edits: { reason: '私の理由' }, theirs: {} });
  });
  it('leaves to a person what both have changed', () => {
    const merged = merge({ evaluation: 1, reason: '私' }, { seen: { evaluation: null, reason: null }, now: { evaluation: 3, reason: null } });
    expect(merged).toEqual({ edits: { evaluation: 1, reason: '私' }, theirs: { evaluation: 3 } });
  });
  it('has nothing left where both came to the same', () => {
    expect(merge({ evaluation: 3, reason: '' }, { seen: { evaluation: null, reason: 'x' }, now: { evaluation: 3, reason: null } })).toEqual({ edits: {}, theirs: {} });
  });
  it('does not take what it sent itself for somebody else’s', () => {
    const typedOn = merge({ correct_answer: '買掛金' }, { seen: { correct_answer: null }, now: { correct_answer: '買掛' }, sent: { correct_answer: '買掛' } });
    expect(typedOn).toEqual({ edits: { correct_answer: '買掛金' }, theirs: {} });
  });
  it('goes on asking about a field that nobody has decided, with what is there now', () => {
    const again = merge({ reason: '私' }, { seen: { reason: '相手' }, now: { reason: '相手の二度目' }, open: { reason: '相手' } });
    expect(again.theirs).toEqual({ reason: '相手の二度目' });
    const withdrawn = merge({ reason: '私' }, { seen: { reason: '相手' }, now: { reason: '私' }, open: { reason: '相手' } });
    expect(withdrawn).toEqual({ edits: {}, theirs: {} });
  });
});
