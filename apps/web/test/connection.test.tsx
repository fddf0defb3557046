import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aSession, aUser, fakeServer, type Handlers } from './fake-server';
import { openApp } from './open-app';

const handlers = (): Handlers & { names: string[] } => {
  const names = ['経理部のノートPC'];
  return {
    names,
    'users.me': () => aUser(),
    'keys.list': () => names.map((name, id) => ({ id: id + 1, user_id: 1, name, prefix: 'llamune_ab', created_at: '2026-01-31T09:00:00.000Z', last_used_at: null, revoked_at: null, current: false })),
    'sessions.get': () => aSession(),
    'logs.list': () => [],
    'models.list': () => [],
    'pocs.list': () => [],
  } as unknown as Handlers & { names: string[] };
};

const addressOf = (address: RequestInfo | URL) => (address instanceof Request ? address.url : address.toString());

/** A network that can be cut. */
const cuttable = (played: Handlers) => {
  const answer = fakeServer(played);
  const network = { isCut: false };
  const fetchOverIt: typeof fetch = (address, init) => {
    if (network.isCut) return Promise.reject(new TypeError('Failed to fetch'));
    return addressOf(address).endsWith('/health') ? Promise.resolve(new Response('{"status":"ok"}')) : answer(address, init);
  };
  vi.stubGlobal('fetch', fetchOverIt);
  return network;
};

describe('a lost connection', () => {
  it('is told, is looked for by a button, and comes back with what is new', async () => {
    const played = handlers();
    const { user } = await openApp('/account', played);
    await screen.findByText('経理部のノートPC');
    const network = cuttable(played);
    network.isCut = true;
    await user.click(screen.getByRole('button', { name: 'キーを追加' }));
    await user.type(await screen.findByRole('textbox', { name: 'キーの名前' }), '書きかけ');
    await user.keyboard('{Enter}');
    await screen.findByText(/サーバーにつながりません。ネットワーク/);
    const banner = await screen.findByText('サーバーにつながりません。');
    expect(banner.closest('output')!.textContent).toContain('入力は残り');
    played.names.push('別のPC');
    network.isCut = false;
    act(() => screen.getByText('今すぐ試す').click());
    await screen.findByText('サーバーにつながりました。');
    expect(screen.queryByText('サーバーにつながりません。')).toBeNull();
    await screen.findByText('別のPC');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'キーの名前' }).value).toBe('書きかけ');
  });

  it('is found again by itself', async () => {
    const played = handlers();
    await openApp('/account', played);
    await screen.findByText('経理部のノートPC');
    const network = cuttable(played);
    network.isCut = true;
    const { connection } = await import('../src/lib/connection');
    await act(() => connection.verify());
    await screen.findByText('サーバーにつながりません。');
    network.isCut = false;
    await waitFor(() => expect(screen.queryByText('サーバーにつながりません。')).toBeNull(), { timeout: 10_000 });
  });
});

describe('a server that was updated', () => {
  it('is told when it is there again with other files, not when it merely restarted', async () => {
    const played = handlers();
    await openApp('/account', played);
    await screen.findByText('経理部のノートPC');
    const { watchAppVersion } = await import('../src/lib/app-version');
    const { connection } = await import('../src/lib/connection');
    watchAppVersion();
    Object.assign((window as unknown as { happyDOM: { settings: object } }).happyDOM.settings, { handleDisabledFileLoadingAsSuccess: true });
    document.head.innerHTML = '<script type="module" src="/app/assets/index-old.js"></script>';
    const network = cuttable(played);
    const answer = fetch;
    let page = '<script type="module" src="/app/assets/index-old.js"></script>';
    const withPage: typeof fetch = (address, init) => (network.isCut || !/\/(app\/)?$/.test(addressOf(address)) ? answer(address, init) : Promise.resolve(new Response(page)));
    vi.stubGlobal('fetch', withPage);
    const restart = async () => {
      network.isCut = true;
      await act(() => connection.verify());
      network.isCut = false;
      await act(async () => connection.tryNow());
      await waitFor(() => expect(screen.queryByText('サーバーにつながりません。')).toBeNull());
    };
    await restart();
    expect(screen.queryByText('新しい版があります。')).toBeNull();
    page = page.replace('old', 'new');
    await restart();
    await screen.findByText('新しい版があります。');
    screen.getByRole('button', { name: '読み込み直す' });
  });
});
