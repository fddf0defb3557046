import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { layOut, logServer } from './logs-server';
import { openApp } from './open-app';

beforeEach(() => layOut());

const row = (id: number) => screen.findByRole('row', { name: new RegExp(`（${id}）`) });
const isSelected = (element: HTMLElement) => element.getAttribute('aria-selected') === 'true';

describe('the table of logs', () => {
  it('says how many there are, draws only what is on the screen, and fetches the page that is looked at', async () => {
    const { handlers, asked } = logServer(100_000);
    const { user } = await openApp('/logs', handlers);
    await row(100_000);
    const grid = screen.getByRole('grid', { name: 'ログ一覧' });
    expect(grid.getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getByText('100,000 件')).toBeTruthy();
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    (await row(100_000)).focus();
    await user.keyboard('{End}');
    const last = await row(1);
    expect(last.getAttribute('aria-rowindex')).toBe('100001');
    await waitFor(() => expect(document.activeElement).toBe(last));
    // The first page and the last: none of the 498 between them.
    expect((asked['logs.rows'] as { limit: number }[]).filter(({ limit }) => limit === 200).length).toBeLessThanOrEqual(3);
  });

  it('draws the rows that come into the elements of those that leave, and puts these into order once the list stands', async () => {
    const { handlers } = logServer(1000);
    await openApp('/logs', handlers);
    await row(1000);
    const grid = screen.getByRole('grid', { name: 'ログ一覧' });
    const list = grid.parentElement!;
    const elements = () => [...grid.querySelectorAll<HTMLElement>('[data-index]')];
    const drawn = new Set(elements());
    for (let top = 0; top <= 9000; top += 375) {
      list.scrollTop = top;
      list.dispatchEvent(new Event('scroll'));
    }
    const indexes = () => elements().map((element) => Number(element.dataset['index']));
    expect(indexes()).not.toEqual(indexes().toSorted((one, other) => one - other));
    // One more: the first row, which the keyboard is at, is kept as well.
    expect(elements().filter((element) => !drawn.has(element))).toHaveLength(1);
    expect((await row(1000 - 161)).getAttribute('aria-rowindex')).toBe(String(161 + 2));
    await waitFor(() => expect(indexes()).toEqual(indexes().toSorted((one, other) => one - other)));
  });

  it('walks with the arrows and j and k, opens with Enter, and comes back to the row', async () => {
    const { handlers } = logServer(300);
    const { user, address } = await openApp('/logs?poc=1', { ...handlers, 'logs.get': () => Promise.reject(new Error('not played')) });
    (await row(300)).focus();
    await user.keyboard('{ArrowDown}jjk');
    await waitFor(async () => expect(document.activeElement).toBe(await row(298)));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(address()).toBe('/app/logs/298?poc=1'));
  });

  it('selects with Space, a range with Shift, and says how many', async () => {
    const { handlers } = logServer(300);
    const { user } = await openApp('/logs', handlers);
    (await row(300)).focus();
    await user.keyboard(' ');
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>} {/Shift}');
    const bar = await screen.findByRole('region', { name: '選んだログの操作' });
    await within(bar).findByText('3 件を選択中');
    expect(isSelected(await row(299))).toBe(true);
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await within(bar).findByText('5 件を選択中');
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await within(bar).findByText('4 件を選択中');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: '選んだログの操作' })).toBeNull());
  });

  it('selects what is on the screen by its head, and all up to the limit, whichever page they are on', async () => {
    const { handlers } = logServer(900);
    const { user } = await openApp('/logs', handlers);
    await row(900);
    await user.click(screen.getByRole('checkbox', { name: '表示中の行をすべて選ぶ' }));
    const bar = await screen.findByRole('region', { name: '選んだログの操作' });
    expect(isSelected(await row(900))).toBe(true);
    await user.click(within(bar).getByRole('button', { name: '上から 500 件を選ぶ' }));
    await within(bar).findByText('500 件を選択中');
  });

  it('does not move while logs are added, and shows them when they are asked for', async () => {
    const { handlers, rows } = logServer(3);
    const { user } = await openApp('/logs', handlers);
    await row(3);
    rows.unshift({ ...rows[0]!, id: 4, question: '新しい質問（4）' });
    const { queryClient } = await import('../src/lib/api');
    await queryClient.refetchQueries({ queryKey: [['logs', 'newer']] });
    const button = await screen.findByRole('button', { name: '新しいログが 1 件あります' });
    expect(screen.queryByText('新しい質問（4）')).toBeNull();
    await user.click(button);
    await screen.findByText('新しい質問（4）');
    await waitFor(() => expect(screen.queryByRole('button', { name: /新しいログが/ })).toBeNull());
  });

  it('says what to do when there is nothing', async () => {
    const { handlers } = logServer(0);
    await openApp('/logs', handlers);
    await screen.findByText(/まだログがありません/);
    expect(screen.getByRole('link', { name: '質問を始める' })).toBeTruthy();
  });

  it('shows the columns that are chosen, and keeps them', async () => {
    const { handlers } = logServer(3);
    const { user } = await openApp('/logs', handlers);
    await row(3);
    expect(screen.queryByRole('columnheader', { name: 'トークン' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '表示する列' }));
    await user.click(await screen.findByRole('checkbox', { name: 'トークン' }));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '質問と回答' }).disabled).toBe(true);
    await screen.findByRole('columnheader', { name: 'トークン' });
    expect(localStorage.getItem('llamune.logs.columns')).toBe('number.text.poc.model.evaluation.priority.date.tokens');
  });
});
