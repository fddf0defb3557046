import type { Log, LogChange } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aLog } from './fake-server';
import { aRow, layOut, logServer } from './logs-server';
import { openApp } from './open-app';

beforeEach(() => layOut());

const judged = { evaluation: null, reason: null, correct_answer: null, priority: null, memo: null, right_points: null, wrong_points: null, missing_points: null, status: 1 } as const;
const changes: LogChange[] = [
  {
    id: 2,
    changed_at: '2026-01-31T11:00:00.000Z',
    changed_by: '佐藤',
    before: { ...judged, evaluation: 3, correct_answer: '売掛金は受け取っていない代金です。' },
    after: { ...judged, evaluation: 2, correct_answer: '売掛金はまだ受け取っていない代金です。', wrong_points: '支払いと受け取りが逆' },
  },
  { id: 1, changed_at: '2026-01-31T10:00:00.000Z', changed_by: 'hyouka', before: judged, after: { ...judged, evaluation: 3, correct_answer: '売掛金は受け取っていない代金です。' } },
];

/** Ten logs of which each can be opened; 7 was asked again as 9. */
const server = () => {
  const played = logServer(10);
  const log = (id: number): Log => ({ ...aLog({ id, question: `減価償却とは？（${id}）`, answer: '費用の配分です。', finish_reason: 'stop', poc_id: 2 }), retry_of_id: id === 9 ? 7 : null });
  const rows = played.handlers['logs.rows'] as (input: { retry_of_id?: number }) => unknown;
  return {
    ...played,
    handlers: {
      ...played.handlers,
      'logs.get': ({ log_id }: { log_id: number }) => log(log_id),
      'logs.history': ({ log_id }: { log_id: number }) => (log_id === 9 ? changes : []),
      'logs.rows': (input: { retry_of_id?: number }) => (input.retry_of_id === undefined ? rows(input) : input.retry_of_id === 7 ? [aRow({ id: 9 })] : []),
    } as typeof played.handlers,
  };
};
const heading = (id: number) => screen.findByRole('heading', { level: 1, name: `ログ ${id}` });

describe('one log', () => {
  it('leads to its neighbours in the list it was opened from, by buttons and keys, and back to its place there', async () => {
    const { handlers } = server();
    const { user, address } = await openApp('/logs?evaluation=none', handlers);
    await user.click(await screen.findByRole('link', { name: '減価償却とは？（8）' }));
    await heading(8);
    expect(address()).toBe('/app/logs/8?evaluation=none');
    const steps = await screen.findByRole('navigation', { name: '前後のログ' });
    within(steps).getByText('3 / 10');
    await user.click(within(steps).getByRole('link', { name: '1つ古いログ' }));
    await heading(7);
    await user.keyboard('{ArrowLeft}');
    await heading(8);
    await user.keyboard('jj');
    await heading(6);
    await user.click(screen.getByRole('link', { name: '一覧へ戻る' }));
    const row = await screen.findByRole('row', { name: /（6）/ });
    await waitFor(() => expect(document.activeElement).toBe(row));
    expect(address()).toBe('/app/logs?evaluation=none&at=6');
  });

  it('at the ends of the list goes no further', async () => {
    const { handlers } = server();
    const { user } = await openApp('/logs/10', handlers);
    const steps = await screen.findByRole('navigation', { name: '前後のログ' });
    expect(within(steps).getByRole<HTMLButtonElement>('button', { name: '1つ新しいログ' }).disabled).toBe(true);
    await user.keyboard('k');
    await heading(10);
  });

  it('tells who changed its judgement, when, and what it was before, by words', async () => {
    const { handlers } = server();
    await openApp('/logs/9', handlers);
    const [latest, first] = await screen.findAllByText(/が変更/);
    const entry = latest!.closest('li')!;
    expect(latest!.textContent).toBe('佐藤 が変更');
    expect((await within(entry).findByText('まだ')).tagName).toBe('INS');
    within(entry).getByText('誤っている部分');
    within(entry).getByText('支払いと受け取りが逆');
    expect(within(entry).getByText('評価').nextElementSibling!.textContent).toMatch(/間違い.*不十分/);
    expect(first!.closest('li')!.textContent).toContain('売掛金は受け取っていない代金です。');
  });

  it('can be judged as soon as its answer has ended', async () => {
    const { handlers } = server();
    let isRunning = true;
    await openApp('/logs/8', { ...handlers, 'logs.get': ({ log_id }: { log_id: number }) => aLog({ id: log_id, ...(isRunning ? {} : { answer: '費用の配分です。', finish_reason: 'stop' }) }) });
    await screen.findByText('回答が終わると評価できます。');
    isRunning = false;
    await screen.findByRole('button', { name: '良い' });
    expect(screen.getByText('費用の配分です。')).toBeTruthy();
  });

  it('leads to the same question asked before and afterwards, and to the review of its PoC', async () => {
    const { handlers } = server();
    const { user, address } = await openApp('/logs/7', handlers);
    const later = within(await screen.findByRole('region', { name: '同じ質問のほかの回答' }));
    later.getByText('あとの質問');
    expect(screen.getByRole('link', { name: '次の未評価へ' }).getAttribute('href')).toBe('/app/review?poc=2');
    await user.click(later.getByRole('link', { name: /No\.9/ }));
    await heading(9);
    expect(address()).toBe('/app/logs/9');
    within(await screen.findByRole('region', { name: '同じ質問のほかの回答' })).getByText('前の質問');
  });
});
