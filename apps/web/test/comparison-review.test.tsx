import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aPair, blindServer } from './comparison-server';
import { aUser, refuse } from './fake-server';
import { openApp } from './open-app';

const address = '/retest/compare/7/review';
const question = (pairId: number) => screen.findByRole('heading', { name: new RegExp(`質問${pairId}$`) });
const three = () => [1, 2, 3].map((pair_id) => aPair({ pair_id }));

describe('the blind review', () => {
  it('takes a choice and a rating of each, three keys a pair, tells what was which, and goes on', async () => {
    const { handlers, judged } = blindServer(three());
    const { user } = await openApp(address, handlers);
    expect(await question(1)).toBe(document.activeElement);
    expect(screen.queryByText(/新しい版|前の版/)).toBeNull();
    await user.keyboard('a12');
    await screen.findByText('A は新しい版、B は前の版でした。');
    expect(within(screen.getByRole('region', { name: 'A' })).getByText('新しい版')).toBeTruthy();
    expect(await question(2)).toBe(document.activeElement);
    await user.keyboard('b31');
    await screen.findByText('A は前の版、B は新しい版でした。');
    await question(3);
    screen.getByText('2 / 3 組');
    await user.keyboard('x');
    expect(judged).toHaveLength(2);
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: '判定が終わりました' });
    expect(judged).toEqual([
      { pair_id: 1, role: 'first', choice: 'left', left_evaluation: 1, right_evaluation: 2 },
      { pair_id: 2, role: 'first', choice: 'right', left_evaluation: 3, right_evaluation: 1 },
      { pair_id: 3, role: 'first', choice: 'both_bad', left_evaluation: 3, right_evaluation: 3 },
    ]);
    expect(screen.getByRole('link', { name: '結果を見る' }).getAttribute('href')).toBe('/app/retest/compare/7');
  });

  it('takes full-width keys, and none of a composition', async () => {
    const { handlers, judged } = blindServer(three());
    const { user } = await openApp(address, handlers);
    await question(1);
    fireEvent.keyDown(document.body, { key: 'b', keyCode: 229 });
    fireEvent.keyDown(document.body, { key: 'b', isComposing: true });
    const better = screen.getByRole('button', { name: 'B' });
    expect(better.getAttribute('aria-pressed')).toBe('false');
    await user.keyboard('ｓ２２');
    await waitFor(() => expect(judged).toMatchObject([{ choice: 'same', left_evaluation: 2, right_evaluation: 2 }]));
  });

  it('asks again when the choice and the ratings say different things', async () => {
    const { handlers, judged } = blindServer(three());
    const { user } = await openApp(address, handlers);
    await question(1);
    await user.keyboard('a31');
    await screen.findByText(/選んだ内容と評価が食い違っています/);
    expect(judged).toEqual([]);
    // A again, then B.
    await user.keyboard('12');
    await waitFor(() => expect(judged).toMatchObject([{ choice: 'left', left_evaluation: 1, right_evaluation: 2 }]));
  });

  it('judges one answer of both versions by one key', async () => {
    const { handlers, judged } = blindServer([aPair({ pair_id: 1, right: null }), aPair({ pair_id: 2, right: null })]);
    const { user } = await openApp(address, handlers);
    await question(1);
    screen.getByRole('region', { name: '両方の版の回答（同じ）' });
    await user.keyboard('a3');
    await screen.findByText('両方の版が同じ回答でした。');
    expect(judged).toMatchObject([{ choice: 'both_bad', left_evaluation: 3, right_evaluation: 3 }]);
    await question(2);
    await user.keyboard('2');
    await waitFor(() => expect(judged.at(-1)).toMatchObject({ choice: 'same', left_evaluation: 2, right_evaluation: 2 }));
  });

  it('goes back to what was judged last by u, and further; what was said is there, and only Enter or another choice saves it', async () => {
    const { handlers, judged } = blindServer(three());
    const { user } = await openApp(address, handlers);
    await question(1);
    await user.keyboard('a12');
    await question(2);
    await user.keyboard('s11');
    await question(3);
    await user.keyboard('u');
    await question(2);
    expect(screen.getByRole('button', { name: '同じ' }).getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('u');
    await question(1);
    await user.keyboard('b31');
    await question(3);
    expect(judged.map(({ pair_id, choice }) => [pair_id, choice])).toEqual([[1, 'left'], [2, 'same'], [1, 'right']]);
    screen.getByText('2 / 3 組');
  });

  it('leaves a pair for later, and offers it at the end', async () => {
    const { handlers, judged } = blindServer(three());
    const { user } = await openApp(address, handlers);
    await question(1);
    await user.keyboard('{ArrowRight}');
    await question(2);
    await user.keyboard('{ArrowRight}');
    await question(3);
    await user.keyboard('s11');
    await screen.findByRole('heading', { name: '判定が終わりました' });
    await user.click(screen.getByRole('button', { name: 'とばした 2 組に戻る' }));
    await question(1);
    expect(judged).toHaveLength(1);
  });

  it('keeps what was chosen when it cannot be saved, also over a reload, and saves it on a retry', async () => {
    let isDown = true;
    const { handlers, judged } = blindServer(three());
    const judge = handlers['comparisons.judge']!;
    const down = {
      ...handlers,
      'comparisons.judge': (input: never) => {
        if (isDown) throw refuse('INTERNAL_SERVER_ERROR');
        return judge(input);
      },
    };
    const { user } = await openApp(address, down);
    await question(1);
    await user.keyboard('b21');
    await screen.findByRole('alert');
    expect(screen.getByRole('button', { name: 'B' }).getAttribute('aria-pressed')).toBe('true');
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'もう一度試す' }));
    await waitFor(() => expect(judged).toMatchObject([{ choice: 'right', left_evaluation: 2, right_evaluation: 1 }]));
  });

  it('shows what is different from the correct answer by v, on both sides, and remembers that', async () => {
    const { handlers } = blindServer([aPair({ pair_id: 1, expected_answer: '上限は1万円です。', left: '上限は5千円です。', right: '上限は1万円です。' })]);
    const { user } = await openApp(address, handlers);
    await question(1);
    expect(document.querySelector('ins')).toBeNull();
    await user.keyboard('v');
    await waitFor(() => expect(within(screen.getByRole('region', { name: 'A' })).getByText('5', { exact: false, selector: 'ins' })).toBeTruthy());
    expect(within(screen.getByRole('region', { name: 'B' })).getByText('正解と同じ文です。')).toBeTruthy();
    expect(localStorage.getItem('llamune.comparison.diff')).toBe('yes');
  });

  it('tells a second judge that there is another, and a lead what the two have said', async () => {
    const earlier = [{ choice: 'left', left_evaluation: 1, right_evaluation: 3 }, { choice: 'same', left_evaluation: 2, right_evaluation: 2 }] as const;
    const { handlers, judged } = blindServer([aPair({ pair_id: 1, role: 'second' }), aPair({ pair_id: 2, role: 'lead', earlier: [...earlier] })], { 'users.me': () => aUser({ role: 'admin' }) });
    const { user } = await openApp(address, handlers);
    await question(1);
    screen.getByText(/ほかの人も判定しています/);
    await user.keyboard('a12');
    await question(2);
    const notice = screen.getByText(/2人の判定が分かれました/).parentElement!;
    expect(within(notice).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['1人目:A が良いA良いB間違い', '2人目:同じA不十分B不十分']);
    await user.keyboard('s22');
    await waitFor(() => expect(judged.map(({ role }) => role)).toEqual(['second', 'lead']));
  });

  it('goes on when somebody else was faster', async () => {
    const { handlers } = blindServer(three(), {
      'comparisons.judge': () => {
        throw refuse('CONFLICT');
      },
    });
    const { user } = await openApp(address, handlers);
    await question(1);
    await user.keyboard('a12');
    await screen.findByText(/先にほかの人が判定しました/);
    await user.click(screen.getByRole('button', { name: '次の組へ' }));
    await question(1);
    expect(screen.queryByText(/先にほかの人が/)).toBeNull();
  });

  it('tells the keys by ?', async () => {
    const { handlers } = blindServer(three());
    const { user } = await openApp(address, handlers);
    await question(1);
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog');
    for (const told of ['A が良い', '両方だめ', '間違い（A、B の順）', 'あとに回して次へ']) expect(within(dialog).getByText(told)).toBeTruthy();
  });
});
