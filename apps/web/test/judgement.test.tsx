import type { Log } from '@llamune/contracts';
import { fireEvent } from '@testing-library/dom';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { refuse } from './fake-server';
import { anAnswer, judgingServer } from './judging-server';
import { openApp } from './open-app';

const form = (logId = 1) => screen.findByRole('region', { name: `ログ ${logId} の評価` });
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: '正しい回答' });
const save = '{Control>}{Enter}{/Control}';
const one = (more: Partial<Log> = {}) => [anAnswer({ id: 1, answer: '売掛金とは、まだ支払っていない代金です。', ...more })];

describe('the correct answer', () => {
  it('begins as the model’s answer, which is not saved as it is, and shows word by word what was mended', async () => {
    const { handlers, saved } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('3');
    expect((await box()).value).toBe('売掛金とは、まだ支払っていない代金です。');
    screen.getByText(/モデルの回答のままなので、まだ保存されません/);
    await user.keyboard('e');
    expect(document.activeElement).toBe(await box());
    await user.clear(await box());
    await user.type(await box(), '売掛金とは、まだ受け取っていない代金です。');
    const difference = screen.getByRole('region', { name: 'モデルの回答との違い' });
    expect(within(difference).getByText('支払').tagName).toBe('DEL');
    expect(within(difference).getByText('受け取').tagName).toBe('INS');
    expect(saved()).toEqual([{ log_id: 1, evaluation: 3 }]);
    await user.keyboard('{Escape}');
    await user.tab();
    await user.keyboard(save);
    await waitFor(() => expect(saved().at(-1)).toEqual({ log_id: 1, correct_answer: '売掛金とは、まだ受け取っていない代金です。' }));
  });

  it('goes back to the model’s answer by a button, and back again', async () => {
    const { handlers, saved } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('2e');
    await user.type(await box(), '（直した）');
    await user.click(screen.getByRole('button', { name: 'モデルの回答に戻す' }));
    expect((await box()).value).toBe('売掛金とは、まだ支払っていない代金です。');
    await user.click(screen.getByRole('button', { name: '戻すのをやめる' }));
    expect((await box()).value).toBe('売掛金とは、まだ支払っていない代金です。（直した）');
    await user.click(screen.getByRole('button', { name: 'モデルの回答に戻す' }));
    await user.keyboard(save);
    await screen.findByText('最後まで進みました');
    expect(saved()).toEqual([{ log_id: 1, evaluation: 2 }]);
  });

  it('stays empty when it was emptied, and nothing is saved of it', async () => {
    const { handlers, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('2e');
    await user.clear(await box());
    expect((await box()).value).toBe('');
    await user.keyboard(save);
    await screen.findByText('最後まで進みました');
    expect(find(1).correct_answer).toBeNull();
  });
});

describe('a draft by the model', () => {
  const drafting = () => {
    const seen: unknown[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { handlers, ...server } = judgingServer([...one({ model_is_demo: false }), anAnswer({ id: 2 })]);
    return {
      ...server,
      release,
      seen,
      handlers: {
        ...handlers,
        'logs.draftCorrection': async function* ({ log_id }: { log_id: number }) {
          seen.push(server.find(log_id).wrong_points);
          yield { type: 'started' };
          yield { type: 'delta', at: 0, text: '売掛金とは、' };
          await held;
          yield { type: 'delta', at: 6, text: 'まだ受け取っていない代金です。' };
          yield { type: 'done', finish_reason: 'stop', error_code: null };
        },
      },
    };
  };
  const askForDraft = async (user: Awaited<ReturnType<typeof openApp>>['user']) => {
    await form();
    await user.keyboard('3');
    await user.click(await screen.findByRole('radio', { name: '要点から書く' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'モデルに下書きさせる' }).disabled).toBe(true);
    await user.type(screen.getByRole('textbox', { name: '誤っている部分' }), '支払う側ではない');
    await user.click(screen.getByRole('button', { name: 'モデルに下書きさせる' }));
    await waitFor(async () => expect((await box()).value).toBe('売掛金とは、'));
  };

  it('is made from the saved points, streams into the box, and is saved only by a person', async () => {
    const { handlers, seen, release, saved } = drafting();
    const { user } = await openApp('/review', handlers);
    await askForDraft(user);
    expect(seen).toEqual(['支払う側ではない']);
    release();
    await screen.findByText(/モデルの下書きです。確かめて/);
    expect((await box()).value).toBe('売掛金とは、まだ受け取っていない代金です。');
    // Left, but not taken over.
    await user.click(screen.getByRole('heading', { name: /質問1/ }));
    expect(saved().some((one) => 'correct_answer' in one)).toBe(false);
    await user.keyboard(save);
    await waitFor(() => expect(saved().at(-1)).toEqual({ log_id: 1, correct_answer: '売掛金とは、まだ受け取っていない代金です。' }));
  });

  it('can be stopped, and taken back to what was there before', async () => {
    const { handlers, saved } = drafting();
    const { user } = await openApp('/review', handlers);
    await askForDraft(user);
    await user.click(screen.getByRole('button', { name: 'やめる' }));
    screen.getByText(/途中までの下書きです/);
    expect((await box()).value).toBe('売掛金とは、');
    await user.click(screen.getByRole('button', { name: '下書きの前に戻す' }));
    expect((await box()).value).toBe('売掛金とは、まだ支払っていない代金です。');
    expect(saved().some((one) => 'correct_answer' in one)).toBe(false);
  });

  it('of which half is still to come is not saved, and ends with the form', async () => {
    const { handlers, saved } = drafting();
    const { user } = await openApp('/review', handlers);
    await askForDraft(user);
    await user.keyboard(save);
    await form(2);
    expect(saved().some((log) => 'correct_answer' in log)).toBe(false);
    await user.keyboard('k');
    await form();
    expect((await box()).value).toBe('売掛金とは、まだ支払っていない代金です。');
  });

  it('is not offered for an answer of the demo model, which could not write one', async () => {
    const { handlers } = judgingServer(one({ model_is_demo: true }));
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('3');
    await user.click(await screen.findByRole('radio', { name: '要点から書く' }));
    screen.getByText(/デモ用モデルは、要点をふまえた下書きを書けません/);
    expect(screen.queryByRole('button', { name: 'モデルに下書きさせる' })).toBeNull();
  });

  it('says what is wrong when none can be made', async () => {
    const { handlers } = judgingServer(one({ model_is_demo: false }), {
      'logs.draftCorrection': async function* () {
        yield { type: 'done', finish_reason: 'failed', error_code: 'engine_crashed' };
      },
    });
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('3');
    await user.click(await screen.findByRole('radio', { name: '要点から書く' }));
    await user.type(screen.getByRole('textbox', { name: '不足している部分' }), '決算書での場所');
    await user.click(screen.getByRole('button', { name: 'モデルに下書きさせる' }));
    expect(await screen.findByText(/モデルを動かすプログラムが止まりました/)).toBeTruthy();
  });
});

describe('two people on one log', () => {
  it('both get what only one of them changed, and decide what both did', async () => {
    const { handlers, put, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('2r');
    await user.type(await screen.findByRole('textbox', { name: '理由' }), '浅い');
    await waitFor(() => expect(find(1).evaluation).toBe(2));
    put(1, { evaluation: 3, reason: '負債と取り違えている', memo: '要確認' }, '管理 太郎');
    await user.keyboard('{Escape}p');
    await screen.findByText(/管理 太郎さんも、この評価を変えました/);
    // The verdict was seen and changed by them alone; the priority by me alone.
    await waitFor(() => expect(find(1)).toMatchObject({ evaluation: 3, priority: 1, reason: '負債と取り違えている' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'メモ' }).value).toBe('要確認');
    await user.click(screen.getByRole('button', { name: '自分の入力にする' }));
    await waitFor(() => expect(find(1)).toMatchObject({ evaluation: 3, reason: '浅い', memo: '要確認' }));
    expect(screen.queryByText(/この評価を変えました/)).toBeNull();
  });

  it('the other’s text can be taken, and one’s own comes back by undo', async () => {
    const { handlers, put, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('r');
    await user.type(await screen.findByRole('textbox', { name: '理由' }), '私の理由');
    put(1, { reason: '相手の理由' }, '管理 太郎');
    await user.keyboard('{Escape}2');
    await user.click(await screen.findByRole('button', { name: '相手の内容にする' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '理由' }).value).toBe('相手の理由');
    await user.click(screen.getByRole('heading', { name: /質問1/ }));
    await user.keyboard('u');
    await waitFor(() => expect(find(1).reason).toBe('私の理由'));
  });

  it('a learner’s change of the status disturbs nobody', async () => {
    const { handlers, put, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    put(1, { status: 2 }, '学習アプリ');
    await user.keyboard('3');
    await screen.findByText(/保存しました/);
    expect(find(1)).toMatchObject({ evaluation: 3, status: 2 });
  });
});

describe('two tabs of one person', () => {
  const otherTab = () => {
    const channel = new BroadcastChannel('llamune.logs');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
    return { channel, post: (message: object) => channel.postMessage(message) };
  };
  it('show what is typed and saved in the other, and do not save over it', async () => {
    const { handlers, put, saved, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    const tab = otherTab();
    tab.post({ user: 1, log_id: 1, kind: 'edited', changes: { reason: '別のタブで書いた' }, dropped: [] });
    await user.keyboard('r');
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '理由' }).value).toBe('別のタブで書いた'));
    const { updated_at } = put(1, { reason: '別のタブで書いた', evaluation: 2 }, 'hyouka');
    tab.post({ user: 1, log_id: 1, kind: 'saved', patch: { reason: '別のタブで書いた', evaluation: 2, updated_at } });
    await waitFor(() => expect(screen.getByRole('button', { name: '不十分' }).getAttribute('aria-pressed')).toBe('true'));
    await user.keyboard('{Escape}p');
    await waitFor(() => expect(saved()).toEqual([{ log_id: 1, priority: 1 }]));
    expect(find(1)).toMatchObject({ evaluation: 2, priority: 1, reason: '別のタブで書いた' });
    tab.channel.close();
  });
  it('tell the other what is typed here, and hear nothing of another person', async () => {
    const { handlers } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    const tab = otherTab();
    const heard: unknown[] = [];
    tab.channel.addEventListener('message', ({ data }: MessageEvent) => heard.push(data));
    tab.post({ user: 2, log_id: 1, kind: 'edited', changes: { memo: '別の人' }, dropped: [] });
    await user.keyboard('r');
    await user.type(await screen.findByRole('textbox', { name: '理由' }), 'あ');
    await waitFor(() => expect(heard).toContainEqual({ user: 1, log_id: 1, kind: 'edited', changes: { reason: 'あ' }, dropped: [] }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'メモ' }).value).toBe('');
    await user.keyboard(save);
    await screen.findByText(/保存しました/);
    tab.channel.close();
  });
});

describe('keys', () => {
  it('judge in full width, and do nothing in the middle of a conversion', async () => {
    const { handlers, saved } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    fireEvent.keyDown(document.body, { key: '1', isComposing: true });
    fireEvent.keyDown(document.body, { key: 'Process', keyCode: 229 });
    await user.keyboard('３');
    fireEvent.keyDown(await box(), { key: 'Enter', ctrlKey: true, isComposing: true });
    fireEvent.keyDown(await box(), { key: 'Enter', ctrlKey: true, keyCode: 229 });
    fireEvent.keyDown(await box(), { key: 'Escape', isComposing: true });
    await screen.findByText(/保存しました/);
    expect(saved()).toEqual([{ log_id: 1, evaluation: 3 }]);
    await user.keyboard('e2');
    expect((await box()).value).toMatch(/2$/);
  });
  it('leave the arrows to the radio buttons, and everything to a dialog', async () => {
    const { handlers, saved } = judgingServer([anAnswer({ id: 7 }), anAnswer({ id: 8 })]);
    const { user } = await openApp('/review', handlers);
    await form(7);
    await user.keyboard('3');
    const radio = await screen.findByRole('radio', { name: '直して書く' });
    radio.focus();
    expect(fireEvent.keyDown(radio, { key: 'ArrowRight' })).toBe(true);
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'キーボード操作' });
    await user.keyboard(`2${save}{Escape}`);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await form(7);
    expect(saved()).toEqual([{ log_id: 7, evaluation: 3 }]);
    await user.keyboard(save);
    await form(8);
  });
  it('change the priority from high to none and round again', async () => {
    const { handlers, saved } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    for (const priority of [1, 2, 3, null]) {
      await user.keyboard('p');
      await waitFor(() => expect(saved().at(-1)).toEqual({ log_id: 1, priority }));
    }
  });
});

describe('what is taken back', () => {
  it('stays taken back, also when the save was still on its way', async () => {
    let arrive = () => {};
    const arrival = new Promise<void>((resolve) => (arrive = resolve));
    const server = judgingServer([anAnswer({ id: 7 })]);
    const evaluate = server.handlers['logs.evaluate']!;
    const { user } = await openApp('/review', { ...server.handlers, 'logs.evaluate': async (input: never) => (await arrival, evaluate(input)) });
    await form(7);
    await user.keyboard('3');
    await user.keyboard('u');
    arrive();
    await waitFor(() => expect(server.saved()).toEqual([{ log_id: 7, evaluation: 3 }, { log_id: 7, evaluation: null }]));
    await waitFor(() => expect(screen.getByRole('button', { name: '間違い' }).getAttribute('aria-pressed')).toBe('false'));
    expect(server.find(7).evaluation).toBeNull();
  });
  it('leaves the focus in the form, whose button went with the verdict', async () => {
    const { handlers, find } = judgingServer([anAnswer({ id: 7, evaluation: 2 })]);
    const { user } = await openApp('/review?scope=all', handlers);
    const section = await form(7);
    await user.click(screen.getByRole('button', { name: '未評価に戻す' }));
    await waitFor(() => expect(find(7).evaluation).toBeNull());
    expect(screen.queryByRole('button', { name: '未評価に戻す' })).toBeNull();
    expect(document.activeElement).toBe(section);
  });
});

describe('a judgement that cannot be sent', () => {
  /** A connection that a test can cut. */
  const cuttable = () => {
    const through = fetch;
    let isCut = false;
    vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) => (isCut ? Promise.reject(new TypeError('Failed to fetch')) : through(...request)));
    return { cut: (next: boolean) => (isCut = next) };
  };
  it('is told, kept, and sent when the server is there again', async () => {
    const { handlers, find } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    const { cut } = cuttable();
    cut(true);
    await user.keyboard('3');
    await screen.findByText(/サーバーにつながりません。評価はこの端末に残してあり/);
    expect(screen.queryByText(/保存しました/)).toBeNull();
    expect(find(1).evaluation).toBeNull();
    cut(false);
    await waitFor(() => expect(find(1).evaluation).toBe(3));
    await screen.findByText(/保存しました/);
  });
  it('is sent again by itself where the server is there and cannot answer now', async () => {
    const server = judgingServer([anAnswer({ id: 7 })]);
    const evaluate = server.handlers['logs.evaluate']!;
    let isStarting = true;
    const { user } = await openApp('/review', {
      ...server.handlers,
      'logs.evaluate': (input: never) => {
        if (isStarting) throw refuse('SERVICE_UNAVAILABLE');
        return evaluate(input);
      },
    });
    await form(7);
    await user.keyboard('3');
    await screen.findByText(/保存できませんでした/);
    isStarting = false;
    await waitFor(() => expect(server.find(7).evaluation).toBe(3));
    await screen.findByText(/保存しました/);
  });
  it('is sent by the next page, after the browser was closed', async () => {
    const first = judgingServer([...one(), anAnswer({ id: 2 })], {
      'logs.evaluate': () => {
        throw refuse('INTERNAL_SERVER_ERROR');
      },
    });
    const { user } = await openApp('/review', first.handlers);
    await form();
    await user.keyboard('2');
    await screen.findByText(/保存できませんでした/);
    const second = judgingServer([...one(), anAnswer({ id: 2 })]);
    await openApp('/review?at=2', second.handlers);
    await waitFor(() => expect(second.find(1).evaluation).toBe(2));
  });
  it('what was only typed is there again, and says so', async () => {
    const { handlers } = judgingServer([anAnswer({ id: 5 })]);
    localStorage.setItem('llamune.draft.1.judgement.5', JSON.stringify({ reason: '書きかけ' }));
    await openApp('/review', handlers);
    await screen.findByText('保存前の入力を戻しました。');
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '理由' })).value).toBe('書きかけ');
  });
});

describe('what is typed', () => {
  it('is on this device with every letter, and on the server when it rests', async () => {
    const { handlers, saved } = judgingServer(one());
    const { user } = await openApp('/review', handlers);
    await form();
    await user.keyboard('r');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    fireEvent.change(await screen.findByRole('textbox', { name: '理由' }), { target: { value: '書きかけ' } });
    expect(localStorage.getItem('llamune.draft.1.judgement.1')).toContain('書きかけ');
    vi.advanceTimersByTime(10_000);
    expect(saved()).toEqual([]);
    vi.advanceTimersByTime(6000);
    vi.useRealTimers();
    await waitFor(() => expect(saved()).toEqual([{ log_id: 1, reason: '書きかけ' }]));
    await waitFor(() => expect(localStorage.getItem('llamune.draft.1.judgement.1')).toBeNull());
  });
});
