import { describe, expect, it } from 'vitest';
import { plainText } from './inline';
import { inlinesOf } from './inlines';

const strong = (...children: unknown[]) => ({ type: 'strong', children });
const em = (...children: unknown[]) => ({ type: 'em', children });
const code = (text: string) => ({ type: 'code', text });
const link = (href: string, ...children: unknown[]) => ({ type: 'link', href, children });

describe('marks in a text', () => {
  it.each([
    ['**太字**と*斜体*と~~取消~~', [strong('太字'), 'と', em('斜体'), 'と', { type: 'del', children: ['取消'] }]],
    // By the letter of CommonMark these are not bold; models write them all the time.
    ['**売掛金（資産）**は', [strong('売掛金（資産）'), 'は']],
    ['これは**「重要」**です', ['これは', strong('「重要」'), 'です']],
    ['**a *b* c**', [strong('a ', em('b'), ' c')]],
    ['***両方***', [em(strong('両方'))]],
    ['*a**b*', [em('a**b')]],
    ['snake_case_name と 2 * 3 * 4', ['snake_case_name と 2 * 3 * 4']],
    ['3~5日、1~2', ['3~5日、1~2']],
    ['**閉じない', ['**閉じない']],
    ['`a*b*` と ``c`d``', [code('a*b*'), ' と ', code('c`d')]],
    ['\\*字\\* &amp; &lt;b&gt; &#x3042; &unknown;', ['*字* & <b> あ &unknown;']],
    ['一行目<br>二行目<BR/>', ['一行目', { type: 'break' }, '二行目', { type: 'break' }]],
    ['<b onclick="x()">太字</b>', ['<b onclick="x()">太字</b>']],
  ])('%s', (text, expected) => expect(inlinesOf(text)).toEqual(expected));

  it.each([
    ['[国税庁](https://www.nta.go.jp/a_(b)?x=1 "題")', [link('https://www.nta.go.jp/a_(b)?x=1', '国税庁')]],
    ['[**太**字](<https://a.example/b c>)', [link('https://a.example/b c', strong('太'), '字')]],
    ['詳しくは（https://a.example/x）。', ['詳しくは（', link('https://a.example/x', 'https://a.example/x'), '）。']],
    ['(see https://a.example/x.)', ['(see ', link('https://a.example/x', 'https://a.example/x'), '.)']],
    ['<https://a.example> <a.b@c.example>', [link('https://a.example', 'https://a.example'), ' ', link('mailto:a.b@c.example', 'a.b@c.example')]],
    ['[a [b](https://x.example) c](https://y.example)', ['[a ', link('https://x.example', 'b'), ' c](', link('https://y.example', 'https://y.example'), ')']],
    ['![図*1*](https://x.example/a.png)', [{ type: 'image', src: 'https://x.example/a.png', alt: '図1' }]],
    ['[a] (b) [c]', ['[a] (b) [c]']],
    ['配列[0](注)', ['配列', link('注', '0')]],
  ])('addresses: %s', (text, expected) => expect(inlinesOf(text)).toEqual(expected));

  it.each(['$x_1 * y_2 * z$', '$$a_1 + *b*$$', '\\(a_1 * b * c\\)', '\\[ \\frac{a}{b} \\]'])('a formula stays as it is written: %s', (text) => expect(inlinesOf(text)).toEqual([text]));
  it('takes sums of money for no formula', () => {
    expect(inlinesOf('$5 と *$6* と $7')).toEqual(['$5 と ', em('$6'), ' と $7']);
  });

  it('loses no letter of what is no mark', () => {
    for (const text of ['[', ']', '![', '](', '*', '_', '`', '``a`', '<', '&', '\\', '$', '[](', 'a**', '~~~', '[a](b', '&#0;x'.slice(0, 2)]) expect(plainText(inlinesOf(text))).toBe(text);
  });
  it('nests no deeper than anybody reads, and keeps the words', () => {
    const depthOf = (inlines: ReturnType<typeof inlinesOf>): number => 1 + Math.max(0, ...inlines.map((inline) => (typeof inline !== 'string' && 'children' in inline ? depthOf(inline.children) : 0)));
    const deep = inlinesOf('*a '.repeat(2000) + 'a* '.repeat(2000));
    expect(depthOf(deep)).toBeLessThan(12);
    expect(plainText(deep).match(/a/g)).toHaveLength(4000);
  });
});
