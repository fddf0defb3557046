import { describe, expect, it } from 'vitest';
import { numberParam, oneOfParam, textParam } from './search-params';

describe('what an address says', () => {
  it('is a number only if it is one that a row can have', () => {
    expect([1, '7', 2_147_483_647].map((value) => numberParam(value))).toEqual([1, 7, 2_147_483_647]);
    expect([0, -1, 1.5, '1e3', '', ' 3', 2_147_483_648, null, {}, Number.NaN].map((value) => numberParam(value))).toEqual(Array(10).fill(undefined));
    expect(numberParam(0, 0)).toBe(0);
  });
  it('is one of what is known, however the router read it', () => {
    expect(oneOfParam([1, 'none'], '1')).toBe(1);
    expect(oneOfParam([1, 'none'], 'none')).toBe('none');
    expect(oneOfParam([1, 'none'], 'toString')).toBeUndefined();
  });
  it('is a text that the server can store, and not too long', () => {
    expect([textParam(2, 9), textParam(true, 9), textParam('あいう', 2), textParam({}, 9)]).toEqual(['2', 'true', 'あい', undefined]);
    expect(textParam('\ud800', 9)).toBe('�');
  });
});
