import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aUser } from './fake-server';
import { layOut, logServer } from './logs-server';
import { openApp } from './open-app';

beforeEach(() => layOut());

const lastPages = (asked: Record<string, unknown[]>) => asked['logs.pages']!.at(-1);
const chips = () => within(screen.getByRole('list', { name: '設定中の条件' }));

describe('the conditions of the list', () => {
  it('are read from the address, asked of the server, shown as chips, and taken away one by one and all', async () => {
    const { handlers, asked } = logServer(3);
    const { user, address } = await openApp('/logs?q=2&poc=1&evaluation=to_correct&priority=1&finish=failed&session=5&from=2026-01-01&until=2026-01-31', handlers);
    await screen.findByRole('list', { name: '設定中の条件' });
    await waitFor(() =>
      expect(lastPages(asked)).toEqual({
        poc_id: 1,
        needs_correction: true,
        priority: 1,
        finish_reason: 'failed',
        session_id: 5,
        search: '2',
        since: new Date('2026-01-01T00:00:00').toISOString(),
        until: new Date('2026-02-01T00:00:00').toISOString(),
        page_size: 200,
      }),
    );
    for (const text of ['「2」を含む', 'PoC: 会計', '訂正待ち（正しい回答なし）', '期間: 2026/01/01–2026/01/31', '優先度: 高', '終わり方: 失敗', 'セッション 5 のみ']) chips().getByRole('button', { name: `条件「${text}」を外す` });
    await user.click(chips().getByRole('button', { name: '条件「期間: 2026/01/01–2026/01/31」を外す' }));
    await waitFor(() => expect(address()).not.toContain('from='));
    expect(address()).toContain('poc=1');
    await user.click(screen.getAllByRole('button', { name: '条件をすべて消す' })[0]!);
    await waitFor(() => expect(address()).toBe('/app/logs'));
    expect(screen.queryByRole('list', { name: '設定中の条件' })).toBeNull();
  });

  it('go to the address when they are chosen; what makes no sense there is left out', async () => {
    const { handlers, asked } = logServer(3);
    const { user, address } = await openApp('/logs?poc=x&evaluation=5&from=2026-02-99&finish=toString', handlers);
    await screen.findByRole('row', { name: /（3）/ });
    expect(lastPages(asked)).toEqual({ page_size: 200 });
    await user.selectOptions(screen.getByRole('combobox', { name: 'PoC' }), '人事');
    await user.selectOptions(screen.getByRole('combobox', { name: '評価' }), '未評価');
    await user.selectOptions(screen.getByRole('combobox', { name: '期間' }), '最近7日');
    await waitFor(() => expect(address()).toBe('/app/logs?poc=2&evaluation=none&when=7d'));
    const { since } = lastPages(asked) as { since: string };
    const begins = new Date(since);
    expect([begins.getHours(), begins.getMinutes()]).toEqual([0, 0]);
    expect(Math.round((new Date().setHours(0, 0, 0, 0) - begins.getTime()) / 86_400_000)).toBe(6);
  });

  it('take a day once it is written to the end', async () => {
    const { handlers } = logServer(3);
    const { address } = await openApp('/logs?from=2026-01-01', handlers);
    const from = await screen.findByLabelText<HTMLInputElement>('この日から');
    from.focus();
    for (const typed of ['0002-12-25', '0202-12-25', '2025-12-02', '2025-12-25']) fireEvent.change(from, { target: { value: typed } });
    expect(address()).toContain('from=2026-01-01');
    await waitFor(() => expect(address()).toContain('from=2025-12-25'));
    fireEvent.change(from, { target: { value: '0002-12-25' } });
    fireEvent.blur(from);
    expect(address()).toContain('from=2025-12-25');
    fireEvent.change(from, { target: { value: '' } });
    fireEvent.blur(from);
    await waitFor(() => expect(address()).not.toContain('from='));
    // The field is there for another one.
    expect(screen.getByLabelText('この日から')).toBe(from);
  });

  it('take a text when typing pauses, never in the middle of a conversion', async () => {
    const { handlers, rows } = logServer(3);
    rows[1]!.question = '出張の日当は？';
    const { address } = await openApp('/logs', handlers);
    await screen.findByRole('row', { name: /（3）/ });
    const box = screen.getByRole('searchbox', { name: '文で探す' });
    fireEvent.compositionStart(box);
    fireEvent.change(box, { target: { value: 'しゅっちょう' } });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(address()).toBe('/app/logs');
    fireEvent.change(box, { target: { value: '出張' } });
    fireEvent.compositionEnd(box);
    await waitFor(() => expect(decodeURIComponent(address())).toBe('/app/logs?q=出張'));
    await screen.findByRole('row', { name: /出張の日当は？/ });
    await waitFor(() => expect(screen.queryByRole('row', { name: /（3）/ })).toBeNull());
  });

  it('let an admin, and only an admin, choose a person', async () => {
    const { handlers } = logServer(1, { 'users.list': () => [aUser({ id: 7, username: '佐藤' })] });
    const asAdmin = await openApp('/logs', { ...handlers, 'users.me': () => aUser({ role: 'admin' }) });
    await screen.findByRole('row', { name: /（1）/ });
    await asAdmin.user.click(screen.getByRole('button', { name: 'ほかの条件' }));
    await asAdmin.user.selectOptions(await screen.findByRole('combobox', { name: '質問した人' }), '佐藤');
    await waitFor(() => expect(asAdmin.address()).toBe('/app/logs?user=7'));
  });

  it('that nothing fits say so, and offer the way back', async () => {
    const { handlers } = logServer(3);
    const { user, address } = await openApp('/logs?q=存在しない', handlers);
    await screen.findByText(/条件に合うログはありません/);
    await user.click(screen.getAllByRole('button', { name: '条件をすべて消す' }).at(-1)!);
    await screen.findByRole('row', { name: /（3）/ });
    expect(address()).toBe('/app/logs');
  });
});

describe('a view', () => {
  it('is saved with its columns, is the active one whenever its conditions are set, is renamed, and comes back after being deleted', async () => {
    const { handlers, views } = logServer(3);
    const { user, address } = await openApp('/logs?evaluation=none&priority=1', handlers);
    await user.click(await screen.findByRole('button', { name: 'この条件を保存' }));
    await user.type(await screen.findByRole('textbox', { name: '名前' }), '急ぎの未評価');
    await user.click(screen.getByRole('button', { name: '保存' }));
    const tab = await screen.findByRole('button', { name: '急ぎの未評価' });
    await waitFor(() => expect(tab.getAttribute('aria-current')).toBe('true'));
    expect(views[0]!.search).toBe('evaluation=none&priority=1&columns=number.text.poc.model.evaluation.priority.date');

    await user.click(screen.getByRole('button', { name: 'すべて' }));
    await waitFor(() => expect(address()).toBe('/app/logs'));
    expect(screen.getByRole('button', { name: '急ぎの未評価' }).getAttribute('aria-current')).toBe('false');
    await user.click(screen.getByRole('button', { name: '急ぎの未評価' }));
    await waitFor(() => expect(address()).toContain('evaluation=none&priority=1'));

    await user.click(screen.getByRole('button', { name: '「急ぎの未評価」の操作' }));
    await user.click(await screen.findByRole('menuitem', { name: '名前を変える' }));
    const name = await screen.findByRole('textbox', { name: '名前' });
    await user.clear(name);
    await user.type(name, '急ぎ');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await screen.findByRole('button', { name: '急ぎ' });

    await user.click(screen.getByRole('button', { name: '「急ぎ」の操作' }));
    await user.click(await screen.findByRole('menuitem', { name: '削除' }));
    await screen.findByText('「急ぎ」を削除しました。');
    expect(views).toEqual([]);
    await user.click(screen.getByRole('button', { name: '元に戻す' }));
    await screen.findByRole('button', { name: '急ぎ' });
    expect(views.map((view) => view.name)).toEqual(['急ぎ']);
  });

  it('takes the conditions that were changed since it was opened, and gives them back', async () => {
    const { handlers, views } = logServer(3);
    views.push({ id: 1, name: '私の一覧', search: 'evaluation=none', created_at: '2026-01-31T09:00:00.000Z' });
    const { user } = await openApp('/logs', handlers);
    await user.click(await screen.findByRole('button', { name: '私の一覧' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'PoC' }), '人事');
    await screen.findByText('（変更あり）');
    await user.click(screen.getByRole('button', { name: '「私の一覧」の操作' }));
    await user.click(await screen.findByRole('menuitem', { name: '今の条件で上書き' }));
    await waitFor(() => expect(views[0]!.search).toContain('poc=2&evaluation=none'));
    await user.click(await screen.findByRole('button', { name: '元に戻す' }));
    await waitFor(() => expect(views[0]!.search).toBe('evaluation=none'));
  });
});
