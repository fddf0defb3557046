import type { ReviewQueue } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aUser, refuse } from './fake-server';
import { anAnswer, judgingServer } from './judging-server';
import { openApp } from './open-app';

afterEach(() => {
  vi.useRealTimers();
  sessionStorage.clear();
});

const five = () => [1, 2, 3, 4, 5].map((id) => anAnswer({ id }));
const heading = (logId: number) => screen.findByRole('heading', { name: new RegExp(`質問${logId}$`) });
const save = '{Control>}{Enter}{/Control}';

describe('the review', () => {
  it('goes on by itself after 良い, when the mark was seen', async () => {
    const { handlers, find } = judgingServer(five());
    const { user, address } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard('1');
    expect(screen.getByRole('button', { name: '良い' }).getAttribute('aria-pressed')).toBe('true');
    await heading(1);
    const next = await heading(2);
    expect(document.activeElement).toBe(next);
    expect(find(1).evaluation).toBe(1);
    await waitFor(() => expect(address()).toContain('at=2'));
    await user.keyboard('2');
    await waitFor(() => expect(find(2).evaluation).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 800));
    await heading(2);
  });

  it('stays after 良い for whoever wants that, and remembers it', async () => {
    const { handlers, find } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.click(screen.getByRole('button', { name: '絞り込みと設定' }));
    await user.click(await screen.findByRole('checkbox', { name: '「良い」のときは自動で次へ' }));
    await user.keyboard('{Escape}1');
    await waitFor(() => expect(find(1).evaluation).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 800));
    await heading(1);
    expect(localStorage.getItem('llamune.review.go-on-after-good')).toBe('no');
  });

  it('does not go on from a judgement that was refused', async () => {
    const { handlers } = judgingServer(five(), {
      'logs.evaluate': () => {
        throw refuse('INTERNAL_SERVER_ERROR');
      },
    });
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard('1');
    await screen.findByText(/保存できませんでした/);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await heading(1)).toBeTruthy();
    // Left all the same, it is told of on the next.
    await user.keyboard('j');
    await heading(2);
    expect(await screen.findByText(/1件の評価が、まだ保存できていません/)).toBeTruthy();
  });

  it('moves by arrows, j and k, also when they are pressed quickly; skips, and comes back to what was skipped', async () => {
    const { handlers } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard('{ArrowRight}jｊ');
    await heading(4);
    await user.keyboard('{ArrowLeft}k');
    await heading(2);
    await user.keyboard('s');
    await heading(3);
    await user.keyboard('jj');
    await heading(5);
    await user.keyboard('j');
    await screen.findByRole('heading', { name: '最後まで進みました' });
    await user.click(screen.getByRole('button', { name: 'とばした 5件に戻る' }));
    expect(await heading(1)).toBeTruthy();
  });

  it('saves and goes on by Ctrl+Enter, but not without a verdict', async () => {
    const { handlers, saved } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard('e');
    await user.type(await screen.findByRole('textbox', { name: '正しい回答' }), '補足。');
    await user.keyboard(save);
    await screen.findByText(/どれかを選んでください/);
    await heading(1);
    await user.keyboard(`{Escape}2${save}`);
    await heading(2);
    await waitFor(() => expect(saved()).toContainEqual({ log_id: 1, correct_answer: '回答1です。補足。' }));
    screen.getByText(/ログ 1 を「不十分」にして、正しい回答を書きました/);
  });

  it('takes back the last judgement by u, after the queue has moved on, and goes there; a redo is offered', async () => {
    const { handlers, find } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard('3p');
    await user.keyboard(save);
    await heading(2);
    await user.keyboard('1');
    await heading(3);
    await waitFor(() => expect(find(2).evaluation).toBe(1));
    await user.keyboard('u');
    await heading(2);
    await waitFor(() => expect(find(2).evaluation).toBeNull());
    await user.keyboard('u');
    await heading(1);
    await waitFor(() => expect(find(1)).toMatchObject({ evaluation: null, priority: null }));
    await user.click(screen.getByRole('button', { name: 'やり直す' }));
    await waitFor(() => expect(find(1)).toMatchObject({ evaluation: 3, priority: 1 }));
  });

  it('does not take back what somebody else has put meanwhile', async () => {
    const { handlers, put, find } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.keyboard(`3${save}`);
    await heading(2);
    await waitFor(() => expect(find(1).evaluation).toBe(3));
    put(1, { evaluation: 2 }, '管理 太郎');
    await user.keyboard('u');
    await heading(1);
    // Mine was seen no more: both have changed it, and a person decides.
    await screen.findByText(/管理 太郎さんも、この評価を変えました/);
    expect(find(1).evaluation).toBe(2);
  });

  it('shows what somebody else has judged since the queue was made', async () => {
    const { handlers, put } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    put(4, { evaluation: 1 }, '管理 太郎');
    await user.keyboard('jjj');
    await heading(4);
    expect(await screen.findByText(/管理 太郎さんが評価しました/)).toBeTruthy();
  });

  it('begins at the log of the address, and asks for another queue when the filters change', async () => {
    const asked: unknown[] = [];
    const { handlers } = judgingServer(five());
    const { user, address } = await openApp('/review?at=4&priority=1', { ...handlers, 'review.queue': (input: never) => (asked.push(input), handlers['review.queue']!(input)) });
    await heading(4);
    expect(asked.at(-1)).toMatchObject({ scope: 'unevaluated', priority: 1, mine: true });
    await user.selectOptions(screen.getAllByRole('combobox', { name: '範囲' })[0]!, 'すべての回答');
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ scope: 'all', priority: 1 }));
    await heading(1);
    expect(address()).not.toContain('at=');
  });

  it('asks anew for conditions that were left: what has been judged since waits no more', async () => {
    const { handlers, find } = judgingServer(five());
    const queue = handlers['review.queue'] as () => ReviewQueue;
    const open = () => {
      const items = queue().items.filter(({ log_id }) => find(log_id).evaluation === null);
      return { items, total: items.length };
    };
    const { user } = await openApp('/review', { ...handlers, 'review.queue': ({ scope }: { scope: string }) => (scope === 'all' ? queue() : open()) });
    await heading(1);
    await user.keyboard('3');
    await waitFor(() => expect(find(1).evaluation).toBe(3));
    const scope = () => screen.getAllByRole('combobox', { name: '範囲' })[0]!;
    await user.selectOptions(scope(), 'すべての回答');
    await heading(1);
    await screen.findByText('0 / 5 件');
    await user.selectOptions(scope(), '未評価');
    await heading(2);
    await screen.findByText('0 / 4 件');
  });

  it('says that nothing is waiting', async () => {
    const { handlers } = judgingServer([]);
    await openApp('/review', handlers);
    await screen.findByRole('heading', { name: '評価を待っている回答はありません' });
    expect(within(screen.getByRole('main')).getByRole('link', { name: '質問する' })).toBeTruthy();
  });

  it('shows what was judged today by me and by all, and to an admin by each', async () => {
    const counts = (n: number) => ({ evaluated: n, evaluated_today: n, corrected_today: n, unevaluated: n });
    const { handlers } = judgingServer(five(), {
      'users.me': () => aUser({ role: 'admin' }),
      'review.progress': () => ({ me: counts(12), team: counts(34), people: [{ user_id: 2, username: '佐藤 美咲', ...counts(22) }] }),
    });
    const { user } = await openApp('/review', handlers);
    await heading(1);
    await user.click(await screen.findByRole('button', { name: /^今日\s*12/ }));
    await screen.findByRole('row', { name: 'チーム全体 34 34 34' });
    expect(screen.getByRole('row', { name: '佐藤 美咲 22 22 22' })).toBeTruthy();
  });
});

describe('fifteen minutes', () => {
  const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

  it('end gently: after the answer that is being judged, with what came of them, and five more if wanted', async () => {
    const { handlers } = judgingServer(five());
    const { user } = await openApp('/review', handlers);
    await heading(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await user.click(screen.getByRole('button', { name: '15分モード' }));
    await user.keyboard(`3e`);
    await user.keyboard(`なおし${save}`);
    await heading(2);
    pass(5);
    await screen.findByText('残り 10分');
    pass(11);
    await screen.findByText('時間です');
    await heading(2);
    await user.keyboard(`2${save}`);
    await screen.findByRole('heading', { name: 'お疲れさまでした' });
    expect(screen.getByText('評価した回答').nextSibling?.textContent).toBe('2');
    expect(screen.getByText('うち訂正').nextSibling?.textContent).toBe('1');
    // Keys do nothing here.
    await user.keyboard('1j');
    await user.click(screen.getByRole('button', { name: 'あと5分' }));
    await heading(3);
    await screen.findByText('残り 5分');
  });

  it('go on over a reload, and begin by an address', async () => {
    const { handlers } = judgingServer(five());
    const { address } = await openApp('/review?minutes=15', handlers);
    await screen.findByText('残り 15分');
    await openApp('/review', handlers);
    await waitFor(() => expect(screen.getAllByText('残り 15分')).toHaveLength(2));
    expect(address()).toContain('minutes=15');
  });
});
