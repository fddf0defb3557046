import type { LogFilter } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aUser, type Handlers } from './fake-server';
import { anOverview, aProgress, homeHandlers } from './home-builders';
import { openApp } from './open-app';

interface Own {
  asked: boolean;
  judged: boolean;
  corrected: boolean;
}
/** A server on which somebody has done these things, and may do more. */
const played = (own: Partial<Own> = {}, more: Handlers = {}) => {
  const done: Own = { asked: false, judged: false, corrected: false, ...own };
  const counted: unknown[] = [];
  const handlers = homeHandlers(anOverview({ poc: { example_questions: ['売掛金とは何ですか？'] } }), {
    'review.progress': () => aProgress(),
    'logs.rows': ({ unevaluated, needs_correction, evaluation, user_id }: LogFilter) => {
      counted.push(user_id);
      const isThere = needs_correction === false ? done.corrected && evaluation === 3 : unevaluated === false ? done.judged : done.asked;
      return isThere ? [{ id: 1 }] : [];
    },
    'sessions.list': () => [],
    ...more,
  });
  localStorage.removeItem('llamune.tour.1');
  return { handlers, done, counted };
};
const card = () => screen.findByRole('complementary', { name: 'はじめての一周' });
const steps = () => within(screen.getByRole('complementary', { name: 'はじめての一周' })).getAllByRole('listitem').map((step) => `${step.getAttribute('aria-current') ? '→' : ''}${within(step).getAllByRole('button')[0]!.textContent}`);
const stateOf = async () => (await card(), steps());

describe('the tour of a new user', () => {
  it('begins by itself with the first step, without taking the focus', async () => {
    const { handlers, counted } = played();
    await openApp('/pocs/3', handlers);
    expect(await stateOf()).toEqual(['→1質問する', '2評価する', '3訂正する', '4訓練に渡す', '5再テストで確かめる']);
    expect(document.activeElement).toBe(document.body);
    expect(new Set(counted)).toEqual(new Set([1]));
    expect(within(await card()).getByRole('link', { name: '例の質問を見る' }).getAttribute('href')).toBe('/app/pocs/3#examples');
  });

  it('ticks what has really been done, and tells the next step', async () => {
    const { handlers, done } = played({ asked: true });
    await openApp('/pocs/3', handlers);
    expect(await stateOf()).toEqual(['質問する済み', '→2評価する', '3訂正する', '4訓練に渡す', '5再テストで確かめる']);
    expect(within(await card()).getByRole('link', { name: '未評価の回答を開く' }).getAttribute('href')).toBe('/app/review?poc=3');
    Object.assign(done, { judged: true, corrected: true });
    await waitFor(() => expect(steps()).toEqual(['質問する済み', '評価する済み', '訂正する済み', '→4訓練に渡す', '5再テストで確かめる']));
  });

  it('folds out of the way of what it talks about, and is walked to its end', async () => {
    const { handlers } = played({ asked: true, judged: true });
    const { user, address } = await openApp('/pocs/3', handlers);
    await user.click(within(await card()).getByRole('button', { name: '訓練に渡す' }));
    await user.click(within(await card()).getByRole('link', { name: '一周の図を見る' }));
    expect(address()).toBe('/app/pocs/3#circle');
    expect(screen.queryByRole('complementary', { name: 'はじめての一周' })).toBeNull();
    const chip = screen.getByRole('button', { name: /^案内を開く: はじめての一周 3 \/ 5 次: 訂正する/ });
    expect(chip.getAttribute('aria-expanded')).toBe('false');
    await user.click(chip);
    expect(await stateOf()).toEqual(['質問する済み', '評価する済み', '→3訂正する', '訓練に渡す済み', '5再テストで確かめる']);
  });

  it('says at the end how it goes on, and does not come back', async () => {
    const { handlers } = played({ asked: true, judged: true, corrected: true });
    localStorage.setItem('llamune.tour.1', JSON.stringify({ state: 'open', read: ['train', 'retest'] }));
    const { user } = await openApp('/pocs/3', handlers);
    await within(await card()).findByText(/これで一周です/);
    await user.click(within(await card()).getByRole('button', { name: '閉じる' }));
    expect(screen.queryByRole('complementary', { name: 'はじめての一周' })).toBeNull();
    expect(JSON.parse(localStorage.getItem('llamune.tour.1')!)).toMatchObject({ state: 'over' });
  });

  it('can be ended at once, stays ended, and comes back on request', async () => {
    const { handlers } = played();
    const { user } = await openApp('/pocs/3', handlers);
    await user.click(within(await card()).getByRole('button', { name: '案内を終える' }));
    expect(screen.queryByRole('button', { name: /案内を/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: /アカウントメニュー/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'はじめての一周' }));
    expect((await stateOf())[0]).toBe('→1質問する');
  });

  it('is not for who has done it all before', async () => {
    const { handlers, counted } = played({ asked: true, judged: true, corrected: true });
    await openApp('/pocs/3', handlers);
    await waitFor(() => expect(counted.length).toBeGreaterThanOrEqual(4));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(screen.queryByRole('complementary', { name: 'はじめての一周' })).toBeNull();
  });

  it('is not for the learning program', async () => {
    const { handlers, counted } = played({}, { 'users.me': () => aUser({ role: 'learner' }) });
    const { user } = await openApp('/pocs/3', handlers);
    await screen.findByText('まだ質問がありません。');
    await user.click(screen.getByRole('button', { name: /アカウントメニュー/ }));
    await screen.findByRole('menuitem', { name: 'アカウント' });
    expect(screen.queryByRole('menuitem', { name: 'はじめての一周' })).toBeNull();
    expect(counted).toEqual([]);
  });

  it('is not asked about when it is over', async () => {
    const { handlers, counted } = played();
    localStorage.setItem('llamune.tour.1', JSON.stringify({ state: 'over', read: [] }));
    await openApp('/pocs/3', handlers);
    await screen.findByText('まだ質問がありません。');
    expect(counted).toEqual([]);
  });

  it('survives a record that cannot be read', async () => {
    const { handlers } = played();
    localStorage.setItem('llamune.tour.1', '{');
    await openApp('/pocs/3', handlers);
    expect((await stateOf())[0]).toBe('→1質問する');
  });
});
