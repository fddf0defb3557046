import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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
