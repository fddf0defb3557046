import type { AnswerEvent, Log } from '@llamune/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aLog, aSession, aUser, type Handlers } from './fake-server';
import { openApp } from './open-app';

const thought = '<img src=x onerror=alert(1)> 固定資産かどうかを確かめる。';
const finished = aLog({ id: 9, thinking: thought, answer: '費用の配分です。', finish_reason: 'stop' });

/** A session with one running answer, whose events come as the test lets them. */
const watched = (log: Log, more: Handlers = {}) => {
  const queue: AnswerEvent[] = [];
  let wake = () => {};
  const send = (event: AnswerEvent) => {
    queue.push(event);
    wake();
  };
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'sessions.get': () => aSession({ log_count: 1 }),
    'logs.list': () => [log],
    'logs.get': () => log,
    'chat.watch': async function* () {
      for (;;) {
        while (queue.length > 0) {
          const event = queue.shift()!;
          yield event;
          if (event.type === 'done') return;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    ...more,
  };
  return { handlers, send };
};
const details = () => screen.getByText('思考の過程').closest('details')!;

describe('what a model thinks', () => {
  it('is shown folded while it comes, stays unfolded when the answer ends, and is no part of the answer', async () => {
    const log = aLog({ id: 9 });
    const { handlers, send } = watched(log);
    const { user } = await openApp('/sessions/5', handlers);
    await screen.findByText('準備しています…');
    send({ type: 'started' });
    send({ type: 'thinking', at: 0, text: '<img src=x onerror=alert(1)> ' });
    await screen.findByText('考えています…');
    expect(details().open).toBe(false);
    await user.click(screen.getByText('思考の過程'));
    send({ type: 'thinking', at: 29, text: '固定資産かどうかを確かめる。' });
    await within(details()).findByText(thought);
    expect(document.querySelector('img')).toBeNull();
    send({ type: 'delta', at: 0, text: '費用の配分です。' });
    await screen.findByText('回答を書いています…');
    Object.assign(log, finished);
    send({ type: 'done', log_id: 9, finish_reason: 'stop', error_code: null, error: null });
    await screen.findByRole('region', { name: 'ログ 9 の評価' });
    expect(details().open).toBe(true);
    await user.click(screen.getByRole('button', { name: '間違い' }));
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '正しい回答' })).value).toBe('費用の配分です。');
  });

  it('is folded in the details of a log, which say which server answered', async () => {
    const log = { ...finished, engine: { engine: 'vLLM', server: 'http://127.0.0.1:8000/v1', served_model: 'qwen' }, prompt_tokens: 50, cached_tokens: 35 };
    const { user } = await openApp('/logs/9', { 'users.me': () => aUser(), 'logs.get': () => log, 'logs.history': () => [], 'logs.list': () => [] });
    await screen.findByText('費用の配分です。');
    expect(screen.queryByText(thought)).toBeNull();
    await user.click(screen.getByText('思考の過程'));
    await screen.findByText(thought);
    screen.getByText('http://127.0.0.1:8000/v1');
    screen.getByText('qwen');
    screen.getByText('35 は再利用');
  });

  it('that used up all tokens is told as such', async () => {
    const { handlers } = watched(aLog({ id: 9, thinking: 'まだ考え中', finish_reason: 'length' }));
    await openApp('/sessions/5', handlers);
    expect(await screen.findByText(/考えている途中で最大トークン数（1024）に達し/)).toBeTruthy();
  });
});

describe('waiting for an answer', () => {
  it('tells the place in the queue and when the next turn is one’s own', async () => {
    const { handlers, send } = watched(aLog({ id: 9 }));
    await openApp('/sessions/5', handlers);
    await screen.findByText('準備しています…');
    send({ type: 'queued', position: 3 });
    await screen.findByText('順番待ち: 3番目（前に2件）');
    send({ type: 'queued', position: 1 });
    expect(await screen.findByText('順番待ち: 次の番です')).toBeTruthy();
  });

  it.each([
    ['server_unreachable', /モデルを動かしているサーバーにつながりませんでした.*管理者に連絡/],
    ['server_failed', /モデルを動かしているサーバーで問題が起き.*管理者に連絡/],
    ['queue_full', /順番待ちがいっぱい/],
  ] as const)('ends with a sentence that says what to do: %s', async (error_code, sentence) => {
    const { handlers } = watched(aLog({ id: 9, finish_reason: 'failed', error_code }));
    await openApp('/sessions/5', handlers);
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
