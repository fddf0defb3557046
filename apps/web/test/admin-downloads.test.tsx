import type { ModelDownload } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { adminHandlers, aDownload, aRecommendation, GiB, someFacts } from './admin-builders';
import { refuse } from './fake-server';
import { openApp } from './open-app';

describe('the downloads page', () => {
  it('says that only it asks the internet, how to do without, and what to do first', async () => {
    await openApp('/admin/downloads', adminHandlers());
    await screen.findByText(/インターネットと通信するのは、この画面で/);
    expect(screen.getByText('インターネットにつながらないマシンでは')).toBeTruthy();
    expect(screen.getByText(/ダウンロードはまだありません/)).toBeTruthy();
  });

  it('shows the recommended models, which fit, and starts one after a question', async () => {
    const started: unknown[] = [];
    const small = aRecommendation({ name: 'small', address: 'hf:example/small.gguf', memory_gb: 8 });
    const large = aRecommendation({ name: 'large', address: 'hf:example/large.gguf', memory_gb: 64, fits: false });
    const { user } = await openApp(
      '/admin/downloads',
      adminHandlers({ 'downloads.recommended': () => [small, aRecommendation({ name: 'middle' }), large], 'downloads.start': (input) => (started.push(input), aDownload()) }),
    );
    within(await screen.findByRole('listitem', { name: 'middle' })).getByText('このマシンにおすすめ');
    within(screen.getByRole('listitem', { name: 'large' })).getByText('メモリが足りません');
    await user.click(screen.getByRole('button', { name: '「small」をダウンロード' }));
    expect(started).toEqual([]);
    const question = await screen.findByRole('alertdialog');
    within(question).getByText('hf:example/small.gguf');
    await user.click(within(question).getByRole('button', { name: 'ダウンロード' }));
    await waitFor(() => expect(started).toEqual([{ address: 'hf:example/small.gguf' }]));
  });

  it('looks at an address first, then downloads it with a checksum', async () => {
    const started: unknown[] = [];
    const { user } = await openApp('/admin/downloads', adminHandlers({ 'downloads.preview': () => ({ ...someFacts(), exists: false }), 'downloads.start': (input) => (started.push(input), aDownload()) }));
    const box = await screen.findByLabelText('アドレス');
    await user.type(box, ' hf:example/models/big.gguf{Enter}');
    await within(await screen.findByRole('region', { name: 'ファイルの中身' })).findByText('このマシンで動きます');
    await user.type(screen.getByLabelText(/SHA-256/), 'abc');
    await user.click(screen.getByRole('button', { name: 'ダウンロード' }));
    await screen.findByText(/64文字の16進数/);
    expect(started).toEqual([]);
    await user.clear(screen.getByLabelText(/SHA-256/));
    await user.type(screen.getByLabelText(/SHA-256/), 'a'.repeat(64));
    await user.click(screen.getByRole('button', { name: 'ダウンロード' }));
    await waitFor(() => expect(started).toEqual([{ address: 'hf:example/models/big.gguf', sha256: 'a'.repeat(64) }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'ファイルの中身' })).toBeNull());
  });

  it('says what to do when an address cannot be reached, and forgets that with the next letter', async () => {
    const { user } = await openApp('/admin/downloads', adminHandlers({ 'downloads.preview': () => Promise.reject(refuse('BAD_GATEWAY', 'huggingface.co answered 404.')) }));
    await user.type(await screen.findByLabelText('アドレス'), 'hf:example/gone.gguf{Enter}');
    await screen.findByText(/入手先につながらないか/);
    screen.getByText(/answered 404/);
    await user.type(screen.getByLabelText('アドレス'), 'x');
    expect(screen.queryByText(/入手先につながらないか/)).toBeNull();
  });

  it('follows a download only while it moves; when it is done it can be registered', async () => {
    let asked = 0;
    let download: ModelDownload = aDownload();
    const { user, address } = await openApp('/admin/downloads', adminHandlers({ 'downloads.list': () => (asked++, [download]), 'models.inspectFile': () => someFacts() }));
    const row = await screen.findByRole('listitem', { name: 'big.gguf' });
    within(row).getByText('2.0 GB / 8.0 GB');
    within(row).getByText('毎秒 64.0 MB');
    within(row).getByText('25%');
    within(row).getByText('残り 約2分');
    download = aDownload({ state: 'done', received_bytes: 8 * GiB, bytes_per_second: null });
    const register = await screen.findByRole('link', { name: '「big.gguf」をモデルとして登録' });
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(asked).toBe(before);
    await user.click(register);
    await screen.findByRole('dialog');
    expect(address()).toBe('/app/admin/models?register=big.gguf');
    expect(screen.getByLabelText<HTMLSelectElement>('モデルファイル').value).toBe('big.gguf');
    expect(screen.getByLabelText<HTMLInputElement>('モデル名').value).toBe('big');
  });

  it('says that one waits for its turn', async () => {
    await openApp('/admin/downloads', adminHandlers({ 'downloads.list': () => [aDownload({ bytes_per_second: null, received_bytes: 0, total_bytes: null })] }));
    const row = within(await screen.findByRole('listitem', { name: 'big.gguf' }));
    row.getByText(/受信が始まるのを待っています/);
    expect(row.queryByText(/毎秒|残り/)).toBeNull();
    expect(row.getByRole('progressbar').hasAttribute('value')).toBe(false);
  });

  it('pauses, goes on, and cancels only after a question', async () => {
    const done: string[] = [];
    let download: ModelDownload | undefined = aDownload();
    const change = (name: string, next: ModelDownload | undefined) => () => {
      done.push(name);
      download = next;
      return next ?? { download_id: 'd1' };
    };
    const { user } = await openApp(
      '/admin/downloads',
      adminHandlers({
        'downloads.list': () => (download ? [download] : []),
        'downloads.pause': change('pause', aDownload({ state: 'paused', bytes_per_second: null })),
        'downloads.resume': change('resume', aDownload({ state: 'failed', error: 'The disk is full.' })),
        'downloads.remove': change('remove', undefined),
      }),
    );
    await user.click(await screen.findByRole('button', { name: '「big.gguf」を一時停止' }));
    await user.click(await screen.findByRole('button', { name: '「big.gguf」を再開' }));
    await screen.findByText(/The disk is full/);
    screen.getByRole('button', { name: '「big.gguf」をもう一度' });
    await user.click(screen.getByRole('button', { name: '「big.gguf」のダウンロードを取り消す' }));
    expect(done).toEqual(['pause', 'resume']);
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: '取り消す' }));
    await screen.findByText(/ダウンロードはまだありません/);
    expect(done).toEqual(['pause', 'resume', 'remove']);
  });
});
