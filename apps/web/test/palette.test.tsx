import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aLog, aSession, aUser, refuse, type Handlers } from './fake-server';
import { openApp } from './open-app';

const asked: (string | undefined)[] = [];
const sessions = [aSession({ id: 5, session_id: 5, first_question: '減価償却とは何ですか？' }), aSession({ id: 6, session_id: 6, first_question: '売掛金とは何ですか？' })];
const server: Handlers = {
  'users.me': () => aUser(),
  'pocs.list': () => [{ id: 3, name: '経費精算', domain: '経理', default_system_prompt: null, example_questions: [], created_at: '2026-01-31T09:00:00.000Z' }],
  'sessions.list': ({ search }: { search?: string }) => {
    asked.push(search);
    return sessions.filter(({ first_question }) => !search || first_question?.includes(search));
  },
  'sessions.get': ({ session_id }: { session_id: number }) => sessions.find(({ id }) => id === session_id),
  'logs.list': () => [],
  'logs.pages': () => ({ total: 0, page_size: 200, page_starts: [] }),
  'views.list': () => [],
  'models.list': () => [],
  'keys.list': () => [],
  'logs.get': ({ log_id }: { log_id: number }) => (log_id === 123 ? aLog({ id: 123, answer: '資産です。', finish_reason: 'stop' }) : Promise.reject(refuse('NOT_FOUND'))),
};

const open = async () => {
  const app = await openApp('/account', server);
  await screen.findByRole('heading', { name: 'アカウント' });
  await app.user.keyboard('{Control>}k{/Control}');
  return { ...app, box: await screen.findByRole<HTMLInputElement>('combobox', { name: '検索・移動と操作' }) };
};
const chosen = () => screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')?.textContent;

describe('the palette', () => {
  it('shows what was last worked on, and goes where the keys say', async () => {
    const { user, box, address } = await open();
    const recent = await screen.findByRole('group', { name: '最近のセッション' });
    within(recent).getByText('減価償却とは何ですか？');
    await user.type(box, 'ろぐ');
    await waitFor(() => expect(chosen()).toBe('ログ'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(address()).toMatch(/^\/app\/logs/));
    expect(screen.queryByRole('combobox', { name: '検索・移動と操作' })).toBeNull();
  });

  it('asks the server for sessions once the typing rests', async () => {
    const { user, box, address } = await open();
    await screen.findByRole('group', { name: '最近のセッション' });
    asked.length = 0;
    // In one go: on a busy machine the typing would rest between two letters.
    for (const value of ['売', '売掛', '売掛金']) fireEvent.change(box, { target: { value } });
    await waitFor(() => expect(screen.queryByText('減価償却とは何ですか？')).toBeNull());
    expect(asked).toEqual(['売掛金']);
    await user.click(await screen.findByRole('option', { name: /売掛金とは何ですか？/ }));
    await waitFor(() => expect(address()).toBe('/app/sessions/6'));
    await screen.findByRole('heading', { level: 1, name: '会計' });
  });

  it('opens a log by its number, typed in any width, and says when there is none', async () => {
    const { user, box, address } = await open();
    await user.type(box, '＃１２４');
    const missing = await screen.findByRole('option', { name: /ログ #124 は見つかりません/ });
    expect(missing.getAttribute('aria-disabled')).toBe('true');
    await user.clear(box);
    await user.type(box, '１２３');
    await screen.findByRole('option', { name: /ログ #123 を開く.*減価償却とは/ });
    await waitFor(() => expect(chosen()).toMatch(/ログ #123/));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(address()).toBe('/app/logs/123'));
  });

  it('takes the Enter and the Escape of a conversion for no choice', async () => {
    const { box, address } = await open();
    fireEvent.change(box, { target: { value: 'ろぐ' } });
    await waitFor(() => expect(chosen()).toBe('ログ'));
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
    expect(address()).toBe('/app/account');
    expect(screen.getByRole('combobox', { name: '検索・移動と操作' })).toBe(box);
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(address()).toMatch(/^\/app\/logs/));
  });

  it('goes away by the key that opened it, and gives the focus back', async () => {
    const app = await openApp('/account', server);
    const button = await screen.findByRole('button', { name: '検索・移動' });
    await app.user.click(button);
    await screen.findByRole('combobox', { name: '検索・移動と操作' });
    await app.user.keyboard('{Control>}k{/Control}');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: '検索・移動と操作' })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('does things too', async () => {
    const { user, box } = await open();
    await user.type(box, 'english');
    await user.click(await screen.findByRole('option', { name: '表示言語を English にする' }));
    await screen.findByRole('heading', { name: 'Account' });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search, go and do' }), 'sign out{Enter}');
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy();
  });
});
