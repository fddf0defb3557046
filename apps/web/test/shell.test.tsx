import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aUser, type Handlers } from './fake-server';
import { openApp } from './open-app';

const server = (role: 'evaluator' | 'admin' = 'evaluator'): Handlers => ({ 'users.me': () => aUser({ role }), 'pocs.list': () => [], 'keys.list': () => [], 'sessions.list': () => [] });
const openAccount = async (role?: 'evaluator' | 'admin') => {
  const app = await openApp('/account', server(role));
  await screen.findByRole('heading', { name: 'アカウント' });
  return app;
};

describe('the way around', () => {
  it('begins at home, and has the administration for an admin only', async () => {
    const { address } = await openApp('/', server());
    await waitFor(() => expect(address()).toBe('/app/pocs'));
    const [side, bar] = await screen.findAllByRole('navigation', { name: 'メインメニュー' });
    const names = (nav: HTMLElement) => within(nav).getAllByRole('link').map((link) => link.textContent);
    expect(names(side!)).toEqual(['ホーム', '質問する', '評価する', '再テスト', 'ログ']);
    expect(names(bar!)).toEqual(names(side!));
    expect(within(bar!).queryByRole('button', { name: '管理' })).toBeNull();
  });

  it('leads an admin to everything, on a telephone through a menu', async () => {
    const { user } = await openAccount('admin');
    const [side, bar] = screen.getAllByRole('navigation', { name: 'メインメニュー' });
    const names = within(side!).getAllByRole('link').map((link) => link.textContent);
    expect(names).toEqual(['ホーム', '質問する', '評価する', '再テスト', 'ログ', 'PoC', 'モデル', '訓練データ', 'モデルの入手', 'システム', 'ユーザー']);
    await user.click(within(bar!).getByRole('button', { name: '管理' }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(names.slice(5));
  });

  it('is gone by two keys, also full-width ones, but not while somebody writes', async () => {
    const { user, address } = await openAccount();
    await user.click(await screen.findByRole('button', { name: 'キーを追加' }));
    await user.type(await screen.findByRole('textbox', { name: 'キーの名前' }), 'gh');
    expect(address()).toBe('/app/account');
    // The first press asks whether what was written may go.
    await user.keyboard('{Escape}{Escape}');
    await user.keyboard('ｇｈ');
    await waitFor(() => expect(address()).toBe('/app/pocs'));
  });

  it('tells the keys of the page and those of every page', async () => {
    const { user } = await openAccount();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'キーボード操作' });
    within(dialog).getByText('この画面だけの操作はありません。');
    within(dialog).getByText('キーボード操作の一覧');
    within(dialog).getByText('「評価する」へ移動');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('gives the focus back to the menu whose item opened the list of keys', async () => {
    const { user } = await openAccount();
    const menu = () => screen.getByRole('button', { name: /アカウントメニュー/ });
    await user.click(menu());
    await user.click(await screen.findByRole('menuitem', { name: 'キーボード操作の一覧' }));
    await screen.findByRole('dialog', { name: 'キーボード操作' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(menu()));
  });
});
