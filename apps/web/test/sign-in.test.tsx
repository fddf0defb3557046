import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aModel } from './admin-builders';
import { aSession, aUser, refuse, type Handlers } from './fake-server';
import { openApp } from './open-app';

const health = () => ({ status: 'ok', version: '0', registration: 'closed' });
const signedIn: Handlers = { 'health.check': health, 'users.me': () => aUser(), 'pocs.list': () => [] };

describe('signing in', () => {
  it('by a link takes the key and leaves no trace of it in the address', async () => {
    const { address } = await openApp('/sign-in#key=llamune_abc%2Dd', signedIn, { signedIn: false });
    await screen.findByRole('heading', { name: 'ホーム' });
    expect(localStorage.getItem('llamune.api-key')).toBe('llamune_abc-d');
    expect(address()).toBe('/app/pocs');
  });

  it('with a wrong key says what to do and keeps nothing', async () => {
    const { user } = await openApp('/sign-in', { ...signedIn, 'users.me': () => Promise.reject(refuse('UNAUTHORIZED')) }, { signedIn: false });
    await user.type(await screen.findByLabelText('APIキー'), 'llamune_wrong{Enter}');
    await screen.findByText(/このAPIキーは使えません/);
    expect(localStorage.getItem('llamune.api-key')).toBeNull();
  });

  it('as somebody else, in another tab, leaves nothing here of what the one before was typing', async () => {
    let me = aUser();
    const poc = { id: 1, name: '会計', domain: null, default_system_prompt: '会計の質問に答えてください。', example_questions: [], created_at: me.created_at };
    const { user } = await openApp('/sessions/new', { ...signedIn, 'users.me': () => me, 'pocs.list': () => [poc], 'models.list': () => [aModel()], 'sessions.list': () => [] });
    const prompt = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'システムプロンプト' });
    await user.type(await prompt(), '一人目の文');
    me = aUser({ id: 2, username: '二人目' });
    localStorage.setItem('llamune.api-key', 'llamune_second');
    window.dispatchEvent(new StorageEvent('storage', { key: 'llamune.api-key' }));
    await screen.findByText('二人目');
    expect((await prompt()).value).toBe('会計の質問に答えてください。');
    await user.type(await prompt(), '！');
    expect(localStorage.getItem('llamune.draft.2.new-session')).not.toContain('一人目');
    expect(localStorage.getItem('llamune.draft.1.new-session')).toContain('一人目');
  });

  it('becomes necessary again when the key is refused, without losing what was typed', async () => {
    let isRevoked = false;
    const guarded = <T,>(value: T) => () => {
      if (isRevoked) throw refuse('UNAUTHORIZED');
      return value;
    };
    const { user, address } = await openApp('/sessions/5', { ...signedIn, 'users.me': guarded(aUser()), 'sessions.get': guarded(aSession()), 'logs.list': guarded([]), 'chat.ask': guarded(null) });
    const box = await screen.findByRole('textbox', { name: '質問' });
    isRevoked = true;
    await user.type(box, '書きかけの質問{Enter}');
    await screen.findByText(/サインアウトしました/);
    isRevoked = false;
    await user.type(screen.getByLabelText('APIキー'), 'llamune_new{Enter}');
    await waitFor(() => expect(address()).toBe('/app/sessions/5'));
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '質問' })).value).toBe('書きかけの質問');
  });
});
