import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { adminHandlers, aModel, anEngineStatus, GiB } from './admin-builders';
import { refuse } from './fake-server';
import { openApp } from './open-app';

const factOf = (label: string) => screen.getByText(label, { selector: 'dt' }).parentElement!;

describe('the engine page', () => {
  it('shows who waits, what runs and what it takes', async () => {
    await openApp('/admin/engine', adminHandlers({ 'engine.status': () => anEngineStatus(), 'models.list': () => [aModel()] }));
    await screen.findByRole('heading', { name: '推論の状態' });
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
    await openApp('/admin/engine', adminHandlers({ 'engine.status': () => quiet }));
    expect((await screen.findByRole('progressbar')).getAttribute('value')).toBe('0.5');
    expect(screen.getByText('見積もり 1.0 GB')).toBeTruthy();
    expect(screen.getByText('直近5分に回答はありません')).toBeTruthy();
  });

  it('goes on by itself, and keeps what it had when the server does not answer', async () => {
    let status = anEngineStatus({ models: [] });
    let isDown = false;
    await openApp(
      '/admin/engine',
      adminHandlers({
        'engine.status': () => {
          if (isDown) throw refuse('FORBIDDEN');
          return status;
        },
      }),
    );
    await screen.findByText(/読み込まれているモデルはありません/);
    status = anEngineStatus({ models: [], queued: 17 });
    await screen.findByText('17');
    isDown = true;
    await screen.findByText(/最新の状態を取得できていません/);
    expect(screen.getByText('17')).toBeTruthy();
  });
});
