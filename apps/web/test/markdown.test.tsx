import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { Markdown } from '../src/components/ui/markdown';
import { initI18n } from '../src/lib/i18n';

beforeAll(() => initI18n());
const draw = (text: string) => render(<Markdown text={text} />).container;

describe('an answer', () => {
  it('is drawn with what models write', () => {
    const drawn = draw('# 結論\n**売掛金（資産）**は、\n次の行\n\n1. 一\n   - 中\n2. 二\n\n- [x] 済み\n- [ ] まだ\n\n|科目|金額|\n|-|-:|\n|現金|100|\n\n```\nx < 1\n```\n\n> 引用\n\n---\n$x_1*2*3$');
    expect(drawn.querySelector('h3')!.textContent).toBe('結論');
    expect(drawn.querySelector('p strong')!.textContent).toBe('売掛金（資産）');
    expect(drawn.querySelector('ol > li > ul > li')!.textContent).toBe('中');
    expect(drawn.textContent).toContain('☑ 済み');
    expect(drawn.querySelector<HTMLElement>('td:last-child')!.style.textAlign).toBe('right');
    expect(drawn.querySelector('pre code')!.textContent).toBe('x < 1');
    expect(drawn.querySelector('blockquote')!.textContent).toBe('引用');
    expect(drawn.querySelectorAll('hr')).toHaveLength(1);
    expect(drawn.textContent).toContain('$x_1*2*3$');
  });

  it('draws only what has changed while it grows', () => {
    const { container, rerender } = render(<Markdown text={'一つ目\n\n二つ'} />);
    const [first, second] = container.querySelectorAll('p');
    rerender(<Markdown text={'一つ目\n\n二つ目の段落\n\n- 三'} />);
    expect(container.querySelectorAll('p')[0]).toBe(first);
    expect(second!.textContent).toBe('二つ目の段落');
    expect(container.querySelector('li')!.textContent).toBe('三');
  });
});

describe('a hostile answer', () => {
  it('runs nothing and loads nothing', () => {
    const drawn = draw(
      [
        '<img src=x onerror="alert(1)"> <script>alert(1)</script> <iframe src="https://evil.example"></iframe>',
        '<svg><style>*{display:none}</style></svg><form action="https://evil.example"><input name=a>',
        '![図](https://evil.example/pixel.png) ![](data:image/png;base64,AAAA) [![x](https://evil.example/a.png)](https://evil.example)',
        '<a href="javascript:alert(1)">a</a> <!-- x -->',
      ].join('\n\n'),
    );
    expect(drawn.querySelectorAll('img, script, iframe, svg:not(.lucide), style, form, input, object, link, video')).toHaveLength(0);
    expect([...drawn.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([]);
    expect(drawn.textContent).toContain('<img src=x onerror="alert(1)">');
    expect(drawn.textContent).toContain('[図: https://evil.example/pixel.png]');
  });

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', '&#106;avascript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', '/admin/users', 'blob:x', '#x'])(
    'leads nowhere by [x](%s)',
    (address) => {
      expect(draw(`前[押す](${address})後 [押す](<${address}>) <${address}>`).querySelectorAll('a')).toHaveLength(0);
    },
  );

  it('breaks nothing by an address that nobody can decode, and turns no line by one that can be', () => {
    const drawn = draw('[押す](mailto:%) [押す](mailto:%E2%80%AEa@b.example) [押す](https://evil.example/%) ![](x)');
    expect(drawn.textContent).toContain('押す (%)');
    expect(drawn.textContent).not.toContain('\u202e');
    expect(drawn.textContent).toContain('[画像: x]');
  });

  it('says where a link leads, and leads there without telling from where', () => {
    const [bank, plain, mail] = draw('[あなたの銀行](https://evil.example/login) https://www.nta.go.jp/ [連絡](mailto:a@b.example)').querySelectorAll('a');
    expect(bank!.textContent).toBe('あなたの銀行 (evil.example)');
    expect(bank!.getAttribute('href')).toBe('https://evil.example/login');
    expect([bank!.rel, bank!.target]).toEqual(['noopener noreferrer nofollow', '_blank']);
    expect(plain!.textContent).toBe('https://www.nta.go.jp/');
    expect(mail!.textContent).toBe('連絡 (a@b.example)');
  });

  it('shows what cannot be seen, and lets it do nothing', () => {
    const drawn = draw('口座番号 \u202e4321\u202c は\u200bここ `\u2066x` \u{e0041}\u0007');
    expect(drawn.textContent).toBe('口座番号 U+202E4321U+202C はU+200Bここ U+2066x U+E0041U+0007');
    expect(drawn.querySelectorAll('.unseen')).toHaveLength(6);
  });

  it.each([
    ['a megabyte on one line', 'あ'.repeat(1_000_000)],
    ['a megabyte of stars', '*'.repeat(1_000_000)],
    ['100,000 quotes', '>'.repeat(100_000)],
    ['100,000 lists', '- '.repeat(100_000)],
    ['100,000 brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['100,000 images in one another', `${'!['.repeat(100_000)}${'](a)'.repeat(100_000)}`],
    ['emphasis in emphasis', '*a '.repeat(50_000) + 'a* '.repeat(50_000)],
    ['backticks of every length', Array.from({ length: 400 }, (_, length) => '`'.repeat(length)).join('a')],
    ['a table of 500 columns', `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${`${'|b'.repeat(500)}\n`.repeat(500)}`],
    ['a table of 5,000 rows', `|a|b|c|\n|-|-|-|\n${'|1|2|3|\n'.repeat(5000)}`],
    ['a table of columns without cells', `${'|a'.repeat(900)}\n${'|-'.repeat(900)}\n${'|\n'.repeat(20_000)}`],
    ['lines without an end', '\n'.repeat(1_000_000)],
    ['formulas without an end', '$$\n'.repeat(30_000)],
  ])('does not hold the page up: %s', (_name, text) => {
    const drawn = draw(text);
    // What a browser draws in a moment, not how long it took: a busy machine is no defect.
    expect(drawn.querySelectorAll('*').length).toBeLessThan(12_000);
    expect(drawn.textContent.length).toBeLessThan(60_000);
    const depthOf = (element: Element): number => 1 + Math.max(0, ...Array.from(element.children, depthOf));
    expect(depthOf(drawn)).toBeLessThan(60);
  });

  it('comes part by part, with the head of its table on each', async () => {
    const user = userEvent.setup();
    const drawn = draw(`|科目|金額|\n|-|-|\n${'|売掛金|1|\n'.repeat(5000)}`);
    const rows = () => drawn.querySelectorAll('tbody tr').length;
    const before = rows();
    await user.click(screen.getByRole('button', { name: /^続きを表示（残り[\d,]+文字）$/ }));
    expect(rows()).toBeGreaterThan(before);
    expect(drawn.querySelectorAll('thead')).toHaveLength(2);
  });
});
