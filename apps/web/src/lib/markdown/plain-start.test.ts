import { describe, expect, it } from 'vitest';
import { plainStart } from './plain-start';

describe('the start of an answer in a list', () => {
  it.each([
    ['**1人当たりの飲食費**と**目的**で区分します。', '1人当たりの飲食費と目的で区分します。'],
    ['## 結論\n- `10万円`未満\n> 引用', '結論\n10万円未満\n引用'],
    ['| 区分 | 条件 |\n|---|---|\n| 会議費 | 通常の範囲 |', '区分 | 条件\n会議費 | 通常の範囲'],
    ['2 ** 3 と a*b*c', '2 ** 3 と a*b*c'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['', ''],
  ])('%j reads %j', (markdown, words) => expect(plainStart(markdown)).toBe(words));

  it('looks at no more than a line can show', () => expect(plainStart('あ'.repeat(1_000_000)).length).toBeLessThan(1000));
});
