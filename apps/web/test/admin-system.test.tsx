import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { adminHandlers, aModel, anEngineStatus, aSystemStatus, GiB } from './admin-builders';
import { refuse, type Handlers } from './fake-server';
import { openApp } from './open-app';

const factOf = (label: string) => screen.getByText(label, { selector: 'dt' }).parentElement!;

const open = (handlers: Handlers) => openApp('/admin/system', adminHandlers({ 'system.status': () => aSystemStatus(), 'engine.status': () => anEngineStatus(), ...handlers }));

describe('the system page', () => {
  it('shows who waits, what runs and what it takes', async () => {
    await open({ 'models.list': () => [aModel()] });
    await screen.findByRole('heading', { name: 'システム' });
    expect(factOf('順番待ち').textContent).toContain('3件上限 200 件 · 待ち時間の中央値 0.10秒');
    expect(factOf('生成の速さ').textContent).toContain('87.3');
    expect(factOf('最初の文字まで').textContent).toMatch(/0\.42秒.*1\.81秒/);
    screen.getByText('3.0 GB を使用中 / 上限 12.0 GB');
    expect(factOf('1回の計算を分け合う回答数').textContent).toContain('3.4');
    expect(factOf('計算を省けた割合').textContent).toContain('61%');
    expect(factOf('稼働時間').textContent).toContain('3時間5分');
    const model = screen.getByRole('listitem', { name: 'keiri.gguf' });
    within(model).getByText('keiri 第1版');
    within(model).getByText('4 / 同時 8');
    within(model).getByText('4712');
    screen.getByText(/\/metrics/);
  });

  it('shows how far a model is loaded, and is not surprised by nothing', async () => {
    const loading = { model_ids: [], name: 'big.gguf', state: 'loading' as const, error: null, load_progress: 0.5, context_size: null, slots: null, running: 0, pid: null, estimated_bytes: GiB, resident_bytes: null };
    const quiet = anEngineStatus({ models: [loading], memory: null, totals: { ...anEngineStatus().totals, sequences_per_decode: null, cache_hit_ratio: null }, recent: { window_seconds: 300, answers: 0, tokens_per_second: 0, time_to_first_token_ms: null, queue_ms: null } });
    await open({ 'engine.status': () => quiet });
    expect((await screen.findByRole('progressbar')).getAttribute('value')).toBe('0.5');
    expect(screen.getByText('見積もり 1.0 GB')).toBeTruthy();
    expect(screen.getByText('直近5分に回答はありません')).toBeTruthy();
  });

  it('shows the database, the disks, the machine and the versions', async () => {
    await open({});
    await screen.findByRole('heading', { name: 'データベース' });
    expect(factOf('応答').textContent).toContain('0.4 ミリ秒');
    expect(factOf('接続').textContent).toContain('7 / 上限 100');
    expect(factOf('件数').textContent).toContain('ユーザー 3・セッション 25・ログ 1,234');
    expect(factOf('マイグレーション').textContent).toContain('Workplace1795420800000');
    const data = within(screen.getByRole('region', { name: 'データ（質問・回答・評価）' }));
    data.getByText('空き 300.0 GB / 全体 500.0 GB');
    data.getByText('このフォルダー 2.0 GB');
    data.getByText('ほか 198.0 GB');
    within(screen.getByRole('region', { name: 'メモリ' })).getByText('使える残り 10.0 GB / 全体 16.0 GB');
    within(screen.getByRole('region', { name: 'CPU の負荷' })).getByText('1.50 / 8 コア');
    expect(factOf('llama.cpp').textContent).toContain('b8461');
    expect(screen.queryByText(/空きが残り/)).toBeNull();
  });

  it.each([
    ['under 5 GB', { free_bytes: 4 * GiB, total_bytes: 20 * GiB }],
    ['under 10 %', { free_bytes: 40 * GiB, total_bytes: 500 * GiB }],
  ])('warns of a disk that will be full, and says what to do: %s', async (_, disk) => {
    const { data, models } = aSystemStatus().disks;
    await open({ 'system.status': () => aSystemStatus({ disks: { data: { ...data, ...disk }, models } }) });
    await screen.findByText(/^データ（質問・回答・評価）の空きが残り .*DATA_DIR/);
    expect(screen.queryByText(/^モデルのファイルの空き/)).toBeNull();
  });

  it('warns once where both folders are on one disk, and counts no folder that is too large to be counted', async () => {
    const disk = { path: '/srv', used_bytes: null, free_bytes: GiB, total_bytes: 100 * GiB };
    await open({ 'system.status': () => aSystemStatus({ disks: { data: disk, models: { ...disk, free_bytes: GiB - 1000 } }, load_average: null }) });
    expect(await screen.findAllByText(/空きが残り 1.0 GB です/)).toHaveLength(1);
    expect(screen.getAllByText(/数えていません/)).toHaveLength(2);
    screen.getByText(/負荷は、この OS では測れません/);
  });

  it('copies what whoever helps will ask for, without paths', async () => {
    const copied: string[] = [];
    const { user } = await open({});
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
    await user.click(await screen.findByRole('button', { name: '問い合わせ用にコピー' }));
    await waitFor(() => expect(copied).toHaveLength(1));
    for (const line of ['llamune_poc: 0.1.0', 'node: 20.20.0', 'llama.cpp: b8461', 'postgresql: 17.2 (embedded)', 'disk models: 60.0 GB free of 100.0 GB, folder 20.0 GB', 'queue: 4 running, 3 waiting, 1 restarts, 1234 answers']) expect(copied[0]).toContain(line);
    expect(copied[0]).not.toContain('/srv');
  });

  it('goes on by itself, and keeps what it had when the server does not answer', async () => {
    let status = anEngineStatus({ models: [] });
    let isDown = false;
    await open({
      'engine.status': () => {
        if (isDown) throw refuse('FORBIDDEN');
        return status;
      },
    });
    await screen.findByText(/読み込まれているモデルはありません/);
    status = anEngineStatus({ models: [], queued: 17 });
    await screen.findByText('17');
    isDown = true;
    await screen.findByText(/最新の状態が届いていません/);
    expect(screen.getByText('17')).toBeTruthy();
    isDown = false;
    await waitFor(() => expect(screen.queryByText(/最新の状態が届いていません/)).toBeNull());
  });

  it('says that nothing new comes when the server hangs', async () => {
    let hangs = false;
    await open({ 'system.status': () => (hangs ? new Promise(() => {}) : aSystemStatus()) });
    await screen.findByRole('heading', { name: 'データベース' });
    hangs = true;
    expect(await screen.findByText(/最新の状態が届いていません/, undefined, { timeout: 25_000 })).toBeTruthy();
  }, 40_000);

  it('is where the address of the engine page leads', async () => {
    const { address } = await openApp('/admin/engine', adminHandlers({ 'system.status': () => aSystemStatus(), 'engine.status': () => anEngineStatus() }));
    await screen.findByRole('heading', { name: 'システム' });
    expect(address()).toBe('/app/admin/system');
  });
});
