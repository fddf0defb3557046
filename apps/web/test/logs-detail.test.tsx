import type { HeldOutQuestion, Log, LogChange, LogLineage } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aLog, aUser, refuse } from './fake-server';
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

describe('what became of a log', () => {
  const learned = (model_id: number, version: number, generation: number) => ({ model_id, model_name: 'keiri', version, generation });
  const snapshot = (version: number, more: Partial<LogLineage['snapshots'][number]> = {}): LogLineage['snapshots'][number] => ({
    snapshot_id: version + 100,
    version,
    created_at: '2026-01-20T09:00:00.000Z',
    acknowledged_at: null,
    split: 'train',
    is_current: true,
    models: [],
    ...more,
  });
  const open = (snapshots: LogLineage['snapshots'], role: 'admin' | 'evaluator' = 'evaluator') => openApp('/logs/8', { ...server().handlers, 'users.me': () => aUser({ role }), 'lineage.log': () => ({ snapshots }), 'heldOut.list': () => [] });
  const told = async () => (await screen.findByRole('heading', { name: 'このログのその後' })).closest('section')!;

  it('names the training data that holds it and every model that learned there, for an evaluator without links', async () => {
    await open([snapshot(3, { split: 'test' }), snapshot(2, { is_current: false, acknowledged_at: '2026-01-25T09:00:00.000Z', models: [learned(5, 2, 0), learned(6, 3, 1)] })]);
    const section = await told();
    const [newest, older] = [...section.querySelectorAll('ol > li')].map((entry) => within(entry as HTMLElement));
    newest!.getByText('試験用のため、モデルは学びません');
    newest!.getByText('取り出したときの評価のままです。');
    older!.getByText('訓練データ 第2版');
    older!.getByText('2026/01/25 に訓練済み');
    older!.getByText(/変わる前の内容が残っています/);
    expect(older!.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['keiri 第2版', 'keiri 第3版1世代あと']);
    expect(within(section).queryAllByRole('link')).toEqual([]);
    expect(screen.queryByRole('heading', { name: '再テスト' })).toBeNull();
  });

  it('leads an admin to both, and folds what is old', async () => {
    await open([5, 4, 3, 2].map((version) => snapshot(version, { models: [learned(version, version, 0)] })), 'admin');
    const section = within(await told());
    expect(section.getByRole('link', { name: '訓練データ 第5版' }).getAttribute('href')).toBe('/app/admin/training/105');
    expect(section.getByRole('link', { name: 'keiri 第5版' }).getAttribute('href')).toBe('/app/admin/models/5');
    expect(section.getByText('訓練データ 第2版').closest('details')!.open).toBe(false);
    section.getByText('これより前の訓練データ（1）');
  });

  it('is not mentioned where no training data holds it', async () => {
    const { handlers, asked } = server();
    await openApp('/logs/8', handlers);
    await screen.findByRole('button', { name: '良い' });
    await waitFor(() => expect(asked['lineage.log']).toEqual([{ log_id: 8 }]));
    expect(screen.queryByText('このログのその後')).toBeNull();
  });
});

describe('keeping a question for retests', () => {
  const held = (more: Partial<HeldOutQuestion> = {}): HeldOutQuestion => ({ id: 1, poc_id: 2, question: '減価償却とは？（8）', log_id: 8, held_by: '佐藤', created_at: '2026-01-20T09:00:00.000Z', ...more });
  const heldServer = (first: HeldOutQuestion[]) => {
    let kept = first;
    const handlers = {
      ...server().handlers,
      'users.me': () => aUser({ role: 'admin' }),
      'heldOut.list': ({ log_id }: { log_id?: number }) => (log_id === 8 ? kept : []),
      'heldOut.hold': ({ log_id }: { log_id: number }) => (kept = [held({ log_id })])[0],
      'heldOut.release': (input: unknown) => ((kept = []), input),
    };
    return { handlers: handlers as typeof handlers & ReturnType<typeof server>['handlers'], kept: () => kept.length };
  };

  it('is done and undone by one button, which keeps the focus and tells what was done', async () => {
    const { handlers, kept } = heldServer([]);
    const { user } = await openApp('/logs/8', handlers);
    const button = await screen.findByRole('button', { name: '再テスト用に取り置く' });
    screen.getByText('取り置いた質問は、言い換えたものも含めて訓練に使われません。');
    await user.click(button);
    await screen.findByText('再テスト用に取り置きました。');
    expect([kept(), document.activeElement?.textContent]).toEqual([1, '元に戻す']);
    await user.keyboard('{Enter}');
    await screen.findByText('元に戻しました。');
    expect([kept(), document.activeElement?.textContent]).toEqual([0, '再テスト用に取り置く']);
  });

  it('knows that another log which asks the same keeps it, and lets it go', async () => {
    const { handlers, kept } = heldServer([held({ log_id: 3 })]);
    const { user } = await openApp('/logs/8', handlers);
    await screen.findByText('再テスト用に取り置いています（2026/01/20、佐藤）。');
    screen.getByText('同じ質問のログ 3 で取り置いたものです。');
    await user.click(screen.getByRole('button', { name: '取り置きをやめる' }));
    await screen.findByText('取り置きをやめました。');
    expect(kept()).toBe(0);
    await user.click(screen.getByRole('button', { name: '元に戻す' }));
    await screen.findByRole('button', { name: '取り置きをやめる' });
    expect(kept()).toBe(1);
  });

  it('says why it could not be done, and that nothing has changed', async () => {
    const { handlers } = heldServer([]);
    const { user } = await openApp('/logs/8', { ...handlers, 'heldOut.hold': () => Promise.reject(refuse('NOT_FOUND', 'No such log')) });
    await user.click(await screen.findByRole('button', { name: '再テスト用に取り置く' }));
    await screen.findByRole('alert');
    expect(screen.getByRole('button', { name: '再テスト用に取り置く' }).getAttribute('aria-disabled')).toBe('false');
    expect(screen.queryByText('再テスト用に取り置きました。')).toBeNull();
  });
});
