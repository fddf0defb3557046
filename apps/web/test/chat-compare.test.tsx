import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aModel } from './admin-builders';
import { chatServer } from './chat-server';
import { aSession, refuse, type Handlers } from './fake-server';
import { openApp } from './open-app';

const pair = () => [aSession({ id: 5, session_id: 5, model_version: 1 }), aSession({ id: 6, session_id: 6, model_id: 2, model_version: 2 })];
const questionBox = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: '質問' });
const answer = (letter: 'A' | 'B', id: number) => screen.findByRole('article', { name: `${letter} の回答（ログ ${id}）` });

/** Two sessions, of which the second refuses questions as long as it is said to be down. */
const pairServer = () => {
  const server = chatServer({ sessions: pair() });
  const state = { isDown: false };
  const ask = server.handlers['chat.ask']!;
  const handlers: Handlers = {
    ...server.handlers,
    'chat.ask': (question: { session_id: number }) => {
      if (state.isDown && question.session_id === 6) throw refuse('SERVICE_UNAVAILABLE');
      return ask(question as never);
    },
  };
  return { ...server, handlers, state };
};

describe('two models side by side', () => {
  it('asks both at once, and shows the two answers under one question', async () => {
    const server = pairServer();
    const { user } = await openApp('/compare/5/6', server.handlers);
    await user.type(await questionBox(), '簿記とは？{Enter}');
    await within(await answer('A', 1)).findByText('簿記とは？への回答（5）');
    await within(await answer('B', 2)).findByText('簿記とは？への回答（6）');
    expect(screen.getAllByRole('region', { name: '質問: 簿記とは？' })).toHaveLength(1);
    expect(server.asked).toEqual([
      { session_id: 5, question: '簿記とは？' },
      { session_id: 6, question: '簿記とは？' },
    ]);
    expect((await questionBox()).value).toBe('');
  });

  it('tells a failed question on its side, and asks it there alone', async () => {
    const server = pairServer();
    server.state.isDown = true;
    const { user } = await openApp('/compare/5/6', server.handlers);
    await user.type(await questionBox(), '簿記とは？{Enter}');
    await answer('A', 1);
    const missing = await screen.findByRole('region', { name: 'B にはまだ質問していません' });
    within(missing).getByRole('alert');
    expect((await questionBox()).value).toBe('');
    server.state.isDown = false;
    await user.click(within(missing).getByRole('button', { name: 'B にだけ質問' }));
    await within(await answer('B', 2)).findByText('簿記とは？への回答（6）');
    expect(server.asked).toEqual([
      { session_id: 5, question: '簿記とは？' },
      { session_id: 6, question: '簿記とは？' },
    ]);
  });

  it('keeps the question in its box when neither side took it', async () => {
    const server = pairServer();
    const { user } = await openApp('/compare/5/6', {
      ...server.handlers,
      'chat.ask': () => {
        throw refuse('SERVICE_UNAVAILABLE');
      },
    });
    await user.type(await questionBox(), '簿記とは？{Enter}');
    await screen.findByRole('alert');
    expect((await questionBox()).value).toBe('簿記とは？');
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('asks an edited question of both sides again, each after its own log', async () => {
    const server = pairServer();
    server.has({ session_id: 5, question: '簿記とは？' });
    server.has({ session_id: 6, question: '簿記とは？' });
    const { user } = await openApp('/compare/5/6', server.handlers);
    await user.type(await questionBox(), '{ArrowUp}');
    await user.type(await screen.findByRole('textbox', { name: '直した質問' }), '簡単に{Enter}');
    await answer('B', 4);
    expect(server.asked).toEqual([
      { session_id: 5, question: '簿記とは？簡単に', retry_of_id: 1 },
      { session_id: 6, question: '簿記とは？簡単に', retry_of_id: 2 },
    ]);
  });

  it('shows a second attempt of one side in the place of the first', async () => {
    const server = pairServer();
    server.has({ session_id: 5, question: '簿記とは？', answer: '一つ目' });
    server.has({ session_id: 6, question: '簿記とは？', answer: '', finish_reason: 'failed', error_code: 'queue_full' });
    const { user } = await openApp('/compare/5/6', server.handlers);
    await user.click(within(await answer('B', 2)).getByRole('button', { name: 'もう一度質問' }));
    const again = await answer('B', 3);
    within(again).getByText('2回目の回答');
    within(await answer('A', 1)).getByText('一つ目');
    expect(server.asked).toEqual([{ session_id: 6, question: '簿記とは？', retry_of_id: 2 }]);
  });

  it('gives the keys to the answer that has the focus; ← and → change it', async () => {
    const server = pairServer();
    server.has({ session_id: 5, question: '簿記とは？' });
    server.has({ session_id: 6, question: '簿記とは？' });
    const { user } = await openApp('/compare/5/6', server.handlers);
    const [left, right] = [await answer('A', 1), await answer('B', 2)];
    expect([left.dataset['active'], right.dataset['active']]).toEqual(['true', 'false']);
    left.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(right);
    expect([left.dataset['active'], right.dataset['active']]).toEqual(['false', 'true']);
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(left);
  });

  it('marks what differs between the answers when it is asked for', async () => {
    const server = pairServer();
    server.has({ session_id: 5, question: '簿記とは？', answer: '取引を記録する技術です。' });
    server.has({ session_id: 6, question: '簿記とは？', answer: '取引を計算する技術です。' });
    const { user } = await openApp('/compare/5/6', server.handlers);
    await answer('B', 2);
    expect(document.querySelector('ins')).toBeNull();
    await user.click(screen.getByRole('button', { name: '2つの回答の違いを見る' }));
    await screen.findByText('記録', { selector: 'del' });
    screen.getByText('計算', { selector: 'ins' });
  });

  it('stops both', async () => {
    const stopped: number[] = [];
    const server = pairServer();
    server.has({ session_id: 5, answer: '', finish_reason: null });
    server.has({ session_id: 6, answer: '', finish_reason: null });
    const { user } = await openApp('/compare/5/6', {
      ...server.handlers,
      'chat.watch': async function* () {
        yield { type: 'started' };
        await new Promise(() => {});
      },
      'chat.stop': ({ log_id }: { log_id: number }) => {
        stopped.push(log_id);
        Object.assign(server.logs.find(({ id }) => id === log_id)!, { finish_reason: 'stopped' });
        return { log_id, finish_reason: 'stopped' };
      },
    });
    await screen.findAllByText('回答を書いています…');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getAllByText('途中で停止')).toHaveLength(2));
    expect(stopped.toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});

describe('beginning a comparison', () => {
  const models = () => [aModel({ id: 1, version: 1 }), aModel({ id: 2, version: 2 }), aModel({ id: 3, version: 3 })];
  const poc = { id: 1, name: '会計', domain: null, default_system_prompt: null, example_questions: [], created_at: '2026-01-31T09:00:00.000Z' };

  it('from the form: two sessions, opened side by side', async () => {
    const server = chatServer({ sessions: [aSession()], models: models(), pocs: [poc] });
    const { user, address } = await openApp('/sessions/new', server.handlers);
    await user.click(await screen.findByRole('checkbox', { name: '2つのモデルを比べる' }));
    const others = screen.getByRole('radiogroup', { name: '比べるモデル' });
    expect(within(others).queryByRole('radio', { name: /第3版/ })).toBeNull();
    await user.click(within(others).getByRole('radio', { name: /第1版/ }));
    await user.click(screen.getByRole('button', { name: 'セッションを開始' }));
    await waitFor(() => expect(address()).toBe('/app/compare/6/7'));
    expect(server.sessions.slice(1).map(({ model_id }) => model_id)).toEqual([3, 1]);
  });

  it('from a session: its questions wait for the other side', async () => {
    const server = chatServer({ sessions: [aSession()], models: models() });
    server.has({ question: '簿記とは？' });
    const { user, address } = await openApp('/sessions/5', server.handlers);
    await user.click(await screen.findByRole('button', { name: 'セッションのメニュー' }));
    await user.click(await screen.findByRole('menuitem', { name: '別のモデルと比べる' }));
    await user.click(await screen.findByRole('radio', { name: /第2版/ }));
    await user.click(screen.getByRole('button', { name: '比べる' }));
    await waitFor(() => expect(address()).toBe('/app/compare/5/6'));
    await user.click(await screen.findByRole('button', { name: 'B にだけ質問' }));
    await answer('B', 2);
    expect(server.asked).toEqual([{ session_id: 6, question: '簿記とは？' }]);
  });
});
