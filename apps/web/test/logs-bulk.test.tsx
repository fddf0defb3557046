import type { EvaluateLogs } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from './fake-server';
import { layOut, logServer } from './logs-server';
import { openApp } from './open-app';

beforeEach(() => layOut());

const row = (id: number) => screen.findByRole('row', { name: new RegExp(`（${id}）`) });
const select = async (user: { click: (element: Element) => Promise<void> }, ...ids: number[]) => {
  for (const id of ids) await user.click(await screen.findByRole('checkbox', { name: `ログ ${id} を選ぶ` }));
};
const bar = () => within(screen.getByRole('region', { name: '選んだログの操作' }));

describe('judging from the table', () => {
  it('shows the judgement of several rows at once, saves them in one call, and takes all back as one', async () => {
    const { handlers, rows, asked } = logServer(10);
    rows[1]!.evaluation = 2;
    const { user } = await openApp('/logs', handlers);
    await select(user, 10, 9, 8);
    await user.click(bar().getByRole('button', { name: '評価を付ける' }));
    await user.click(await screen.findByRole('menuitem', { name: /良い/ }));
    await screen.findByText('3 件を「良い」にしました。');
    within(await row(9)).getByText('良い');
    expect(rows.slice(0, 3).map(({ evaluation }) => evaluation)).toEqual([1, 1, 1]);
    const [call] = asked['logs.evaluateMany'] as EvaluateLogs[];
    expect(call!.changes[0]).toEqual({ log_id: 10, evaluation: 1, seen_updated_at: '2026-01-31T09:00:00.000Z' });
    await user.click(screen.getByRole('button', { name: '元に戻す' }));
    await screen.findByText('3 件を元に戻しました。');
    expect(rows.slice(0, 3).map(({ evaluation }) => evaluation)).toEqual([null, 2, null]);
  });

  it('tells which were skipped and why, shows them as they were, and undoes only what was changed', async () => {
    const { handlers, rows } = logServer(10);
    const { user } = await openApp('/logs', handlers);
    await select(user, 10, 9, 8);
    Object.assign(rows[1]!, { evaluation: 3, updated_at: '2026-01-31T10:00:00.000Z' });
    rows.splice(2, 1);
    await user.click(bar().getByRole('button', { name: '優先度を付ける' }));
    await user.click(await screen.findByRole('menuitem', { name: '高' }));
    await screen.findByText('1 件を「優先度 高」にしました。');
    await screen.findByText(/2 件は変更していません（ほかの人が先に変更: 1 件.*、見つからないか、変更する権限がない: 1 件）/);
    expect(rows.slice(0, 2).map(({ priority }) => priority)).toEqual([1, null]);
    // What the other one did is to be seen before it can be changed.
    await waitFor(async () => within(await row(9)).getByText('間違い'));
    expect((await row(9)).getAttribute('aria-selected')).toBe('false');
    expect((await row(10)).getAttribute('aria-selected')).toBe('true');
    await user.click(screen.getByRole('button', { name: '元に戻す' }));
    await screen.findByText('1 件を元に戻しました。');
    expect(rows.map(({ priority }) => priority).filter(Boolean)).toEqual([]);
  });

  it('judges the row at hand by its digit, full width too, changes its mind at once, and undoes by key', async () => {
    const { handlers, rows, asked } = logServer(10);
    const { user } = await openApp('/logs', handlers);
    await row(10);
    // Nobody sees a row that has not the focus.
    await user.keyboard('3');
    await user.keyboard('jj１２');
    await waitFor(() => expect(rows[1]!.evaluation).toBe(2));
    // The second one had seen what the first had made.
    expect((asked['logs.evaluateMany'] as EvaluateLogs[]).map(({ changes }) => changes[0]!.evaluation)).toEqual([1, 2]);
    await screen.findByText('1 件を「不十分」にしました。');
    await user.keyboard('u');
    await waitFor(() => expect(rows[1]!.evaluation).toBe(1));
    expect(rows.filter(({ evaluation }) => evaluation !== null)).toHaveLength(1);
  });

  it('that cannot be saved is taken back on the screen, told, and tried again', async () => {
    let isDown = true;
    const { handlers, rows } = logServer(10);
    const evaluateMany = handlers['logs.evaluateMany']!;
    const { user } = await openApp('/logs', {
      ...handlers,
      'logs.evaluateMany': (input: never) => {
        if (isDown) throw refuse('INTERNAL_SERVER_ERROR');
        return evaluateMany(input);
      },
    });
    await select(user, 10);
    await user.keyboard('3');
    await screen.findByText('変更を保存できませんでした。');
    within(await row(10)).getByText('未評価');
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'もう一度試す' }));
    await screen.findByText('1 件を「間違い」にしました。');
    expect(rows[0]!.evaluation).toBe(3);
  });

  it('leaves a row where it is when it fits the list no more', async () => {
    const { handlers, rows } = logServer(3);
    const { user } = await openApp('/logs?evaluation=none', handlers);
    (await row(3)).focus();
    await user.keyboard('1');
    await waitFor(() => expect(rows[0]!.evaluation).toBe(1));
    const { queryClient } = await import('../src/lib/api');
    await queryClient.invalidateQueries({ queryKey: [['logs', 'rows']] });
    within(await row(3)).getByText('良い');
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });
});
