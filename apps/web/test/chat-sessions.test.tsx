import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { chatServer } from './chat-server';
import { aSession } from './fake-server';
import { openApp } from './open-app';

const list = () => screen.findByRole('navigation', { name: 'セッション一覧' });
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const sessions = () => [
  aSession({ id: 1, session_id: 1, started_at: dayAgo(9), first_question: '退職給付とは？' }),
  aSession({ id: 2, session_id: 2, started_at: dayAgo(1), first_question: '売掛金とは？', poc_name: '経費精算' }),
  aSession({ id: 3, session_id: 3, started_at: dayAgo(0), ended_at: dayAgo(0), first_question: '減価償却とは？' }),
  aSession({ id: 4, session_id: 4, started_at: dayAgo(0) }),
];

describe('the list of sessions', () => {
  it('is by day, with the first question as the title, and stays beside the open session', async () => {
    const { user } = await openApp('/sessions?show=all', chatServer({ sessions: sessions() }).handlers);
    await within(await list()).findByText('減価償却とは？');
    const days = within(await list()).getAllByRole('region').map((day) => [day.getAttribute('aria-label'), within(day).getAllByRole('link').length]);
    expect(days).toEqual([['今日', 2], ['昨日', 1], ['それ以前', 1]]);
    await user.click(within(await list()).getByRole('link', { name: /売掛金とは？/ }));
    await screen.findByRole('heading', { level: 1, name: '経費精算' });
    expect(within(await list()).getByRole('link', { name: /売掛金とは？/ }).getAttribute('aria-current')).toBe('page');
  });

  it('is searched on the server, keeps the search in the address of every session, and says what to do when nothing fits', async () => {
    const server = chatServer({ sessions: sessions() });
    const { user, address } = await openApp('/sessions', server.handlers);
    await user.type(await screen.findByRole('searchbox', { name: 'セッションを検索' }), '売掛');
    await waitFor(() => expect(address()).toContain('find='));
    await waitFor(async () => expect(within(await list()).getAllByRole('link')).toHaveLength(1));
    await user.click(within(await list()).getByRole('link', { name: /売掛金とは？/ }));
    await waitFor(() => expect(decodeURI(address())).toBe('/app/sessions/2?find=売掛'));
    await user.type(await screen.findByRole('searchbox', { name: 'セッションを検索' }), 'xyz');
    await screen.findByText(/「売掛xyz」を含むセッションは見つかりません/);
    await user.click(screen.getByRole('button', { name: '検索をやめる' }));
    await waitFor(() => expect(address()).toBe('/app/sessions/2'));
    expect(server.listed.map(({ search }) => search)).toEqual(expect.arrayContaining([undefined, '売掛', '売掛xyz']));
  });

  it('fetches page after page', async () => {
    const many = Array.from({ length: 70 }, (_, index) => aSession({ id: index + 1, session_id: index + 1, first_question: `質問${index + 1}` }));
    const { user } = await openApp('/sessions', chatServer({ sessions: many }).handlers);
    await within(await list()).findByText('質問70');
    for (const rows of [60, 70]) {
      await user.click(within(await list()).getByRole('button', { name: 'さらに表示' }));
      await waitFor(async () => expect(within(await list()).getAllByRole('link')).toHaveLength(rows));
    }
    expect(within(await list()).queryByRole('button', { name: 'さらに表示' })).toBeNull();
  });

  it('shows at once what was asked and judged in the session beside it, without fetching the list again', async () => {
    const server = chatServer({ sessions: sessions() });
    const { user } = await openApp('/sessions/4', server.handlers);
    await within(await list()).findByText('まだ質問がありません');
    const fetched = server.listed.length;
    await user.type(await screen.findByRole('textbox', { name: '質問' }), '簿記とは？{Enter}');
    const row = await within(await list()).findByRole('link', { name: /簿記とは？/ });
    await within(row).findByText('未評価 1');
    expect(server.listed).toHaveLength(fetched);
  });
});
