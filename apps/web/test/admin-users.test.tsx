import type { ApiKey, ReviewProgress, User } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { adminHandlers, aKey } from './admin-builders';
import { aUser, refuse } from './fake-server';
import { openApp } from './open-app';

const me = aUser({ id: 1, username: 'admin', role: 'admin' });
const counts = { evaluated: 0, evaluated_today: 0, corrected_today: 0, unevaluated: 0 };
const progress = (people: ReviewProgress['people'] = []): ReviewProgress => ({ me: counts, team: counts, people });

/** Pages as the server gives them: newest first, those before a number. */
const listOf =
  (users: readonly User[]) =>
  ({ before = Infinity, limit = 1000 }: { before?: number; limit?: number }) =>
    users.filter(({ id }) => id < before).toSorted((a, b) => b.id - a.id).slice(0, limit);
const aPage = (user: User, keys: ApiKey[], more = {}) => adminHandlers({ 'users.me': () => me, 'users.list': listOf([user, me]), 'keys.list': () => keys, 'review.progress': () => progress(), ...more });

describe('the users', () => {
  it('are searched once there are many, also those not fetched yet', async () => {
    const users = Array.from({ length: 250 }, (_, index) => aUser({ id: index + 1, username: index === 3 ? 'Ｓａｔｏ 美咲' : `user-${index}` }));
    const { user, address } = await openApp('/admin/users', adminHandlers({ 'users.me': () => me, 'users.list': listOf(users) }));
    expect(within(await screen.findByRole('list', { name: 'ユーザー' })).getAllByRole('listitem')).toHaveLength(100);
    await user.type(screen.getByRole('searchbox', { name: '名前で探す' }), 'sato');
    await screen.findByText('1人');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Ｓａｔｏ 美咲')]);
    await waitFor(() => expect(address()).toBe('/app/admin/users?q=sato'));
    await user.type(screen.getByRole('searchbox'), 'x');
    await screen.findByText('「satox」に当てはまるユーザーはいません。');
    await user.click(screen.getByRole('button', { name: '検索をやめる' }));
    expect(screen.getAllByRole('listitem').length).toBe(250);
  });

  it('need no search while they are few', async () => {
    await openApp('/admin/users', adminHandlers({ 'users.list': listOf([aUser({ disabled: true, last_used_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })]) }));
    within(await screen.findByRole('listitem')).getByText('停止中');
    screen.getByText('3 日前');
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});

describe('a user', () => {
  const sato = aUser({ id: 2, username: '佐藤', role: 'evaluator' });

  it('is shown with what they judged', async () => {
    await openApp('/admin/users/2', aPage(sato, [], { 'review.progress': () => progress([{ ...counts, user_id: 2, username: '佐藤', evaluated: 120, evaluated_today: 7, unevaluated: 31 }]) }));
    expect((await screen.findByText('評価した回答')).parentElement!.textContent).toContain('120件');
    expect(screen.getByText('今日の評価').parentElement!.textContent).toContain('7件');
    expect(screen.getByText('未評価').parentElement!.textContent).toContain('31件');
  });

  it('has named keys: made, shown once, replaced, revoked after a question', async () => {
    let keys = [aKey({ id: 5, user_id: 2, last_used_at: new Date(Date.now() - 2 * 3_600_000).toISOString() })];
    const made = aKey({ id: 6, user_id: 2, name: '経理部のノートPC' });
    const revoked: unknown[] = [];
    const { user } = await openApp(
      '/admin/users/2',
      aPage(sato, keys, {
        'keys.list': () => keys,
        'keys.create': ({ name }: { name: string }) => {
          keys = [...keys, { ...made, name }];
          return { ...made, name, api_key: 'llamune_shown_once' };
        },
        'keys.revoke': ({ key_id }: { key_id: number }) => {
          revoked.push(key_id);
          keys = keys.map((key) => (key.id === key_id ? { ...key, revoked_at: new Date().toISOString() } : key));
          return keys.find(({ id }) => id === key_id);
        },
      }),
    );
    await screen.findByText('2 時間前');
    await user.click(screen.getByRole('button', { name: 'キーを追加' }));
    await user.type(await screen.findByLabelText('キーの名前'), '経理部のノートPC{Enter}');
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'APIキー' })).value).toBe('llamune_shown_once');
    await user.click(screen.getByRole('button', { name: '保管しました' }));
    // Past both dialogs, to what opened the first.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'キーを追加' })));
    await waitFor(() => expect(screen.queryByDisplayValue('llamune_shown_once')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'キー「経理部のノートPC」を失効させる' }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).queryByText(/使えるキーは、ほかにありません/)).toBeNull();
    expect(revoked).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '失効させる' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'キー「経理部のノートPC」を失効させる' })).toBeNull());
    expect(revoked).toEqual([6]);
    await user.click(screen.getByRole('button', { name: 'キー「最初のキー」を失効させる' }));
    await screen.findByText('このユーザーの使えるキーは、ほかにありません。');
  });

  it('whose use is stopped has no key that works', async () => {
    await openApp('/admin/users/2', aPage({ ...sato, disabled: true }, [aKey({ user_id: 2 })]));
    await screen.findByText(/どのキーも使えません/);
    expect(screen.getByRole('button', { name: '利用を再開' })).toBeTruthy();
  });

  it('is another one’s role changed at once, and the last admin’s not', async () => {
    const updates: unknown[] = [];
    const { user } = await openApp('/admin/users/2', aPage(sato, [], { 'users.update': (input: unknown) => (updates.push(input), Promise.reject(refuse('CONFLICT', 'This is the only admin left.'))) }));
    await user.click(await screen.findByRole('radio', { name: /学習アプリ/ }));
    await user.click(screen.getByRole('button', { name: '権限を変更' }));
    await screen.findByText(/管理者がほかにいないため/);
    expect(updates).toEqual([{ user_id: 2, role: 'learner' }]);
  });
});

describe('an admin does not lock himself out without a word', () => {
  it('by revoking the key in use, the last one', async () => {
    const { user } = await openApp('/account', adminHandlers({ 'users.me': () => me, 'keys.list': () => [aKey({ prefix: 'llamune_tes' }), aKey({ id: 2, revoked_at: '2026-01-01T00:00:00Z' })] }));
    await user.click(await screen.findByRole('button', { name: 'キー「最初のキー」を失効させる' }));
    const question = await screen.findByRole('alertdialog');
    within(question).getByText(/このブラウザーで使用中のキーです。失効させるとサインアウトします/);
    within(question).getByText(/使えるキーはほかにありません/);
    expect(within(question).getByText(/「再発行」を使ってください/)).toBeTruthy();
  });

  it('by giving up the role', async () => {
    let role: User['role'] = 'admin';
    const { user } = await openApp('/admin/users/1', {
      ...aPage(me, []),
      'users.me': () => ({ ...me, role }),
      'users.update': (change: { role: User['role'] }) => {
        ({ role } = change);
        return { ...me, role };
      },
    });
    await user.click(await screen.findByRole('radio', { name: /評価者/ }));
    await user.click(screen.getByRole('button', { name: '権限を変更' }));
    const question = await screen.findByRole('alertdialog', { name: 'あなた自身の権限を「評価者」にしますか？' });
    expect(role).toBe('admin');
    await user.click(within(question).getByRole('button', { name: '権限を変更' }));
    await screen.findByRole('heading', { name: 'ページが見つかりません' });
    expect(role).toBe('evaluator');
  });

  it('by stopping the own use', async () => {
    const { user } = await openApp('/admin/users/1', aPage(me, []));
    await user.click(await screen.findByRole('button', { name: '利用を停止' }));
    const question = await screen.findByRole('alertdialog', { name: 'あなた自身の利用を停止しますか？' });
    expect(within(question).getByText(/再開できるのは、ほかの管理者だけです/)).toBeTruthy();
  });
});
