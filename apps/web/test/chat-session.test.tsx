import type { AnswerEvent } from '@llamune/contracts';
import { fireEvent } from '@testing-library/dom';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { chatServer } from './chat-server';
import { aSession, refuse } from './fake-server';
import { openApp } from './open-app';

const questionBox = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: '質問' });
const editBox = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: '直した質問' });
const entry = (id: number) => screen.findByRole('article', { name: `ログ ${id} の質問と回答` });

describe('asking again', () => {
  it('asks the same question as a new log, which says whose question it is', async () => {
    const server = chatServer();
    server.has({ question: '売掛金とは？', answer: '一つ目の回答' });
    const { user } = await openApp('/sessions/5', server.handlers);
    await user.click(within(await entry(1)).getByRole('button', { name: 'もう一度質問' }));
    const again = await entry(2);
    within(again).getByRole('link', { name: 'No.1 の質問を、もう一度したもの' });
    within(await entry(1)).getByText('一つ目の回答');
    within(await entry(1)).getByRole('link', { name: 'No.2 でもう一度質問しています' });
    expect(server.asked).toEqual([{ session_id: 5, question: '売掛金とは？', retry_of_id: 1 }]);
  });

  it('edits the question in its place; Enter within a conversion sends nothing, Shift+Enter starts a line', async () => {
    const server = chatServer();
    server.has({ question: '売掛金とは？' });
    const { user } = await openApp('/sessions/5', server.handlers);
    await user.click(within(await entry(1)).getByRole('button', { name: '質問を直してもう一度' }));
    const box = await editBox();
    expect(box.value).toBe('売掛金とは？');
    expect(document.activeElement).toBe(box);
    await user.type(box, '{Shift>}{Enter}{/Shift}かんたんに');
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
    expect(server.asked).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(server.asked).toEqual([{ session_id: 5, question: '売掛金とは？\nかんたんに', retry_of_id: 1 }]));
    await entry(2);
    expect(within(await entry(1)).queryByRole('textbox', { name: '直した質問' })).toBeNull();
  });

  it('gives the edit up with Escape, and has it again when it is taken up', async () => {
    const server = chatServer();
    server.has({ question: '売掛金とは？' });
    const { user } = await openApp('/sessions/5', server.handlers);
    await user.click(within(await entry(1)).getByRole('button', { name: '質問を直してもう一度' }));
    await user.type(await editBox(), '例も');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox', { name: '直した質問' })).toBeNull();
    await user.click(within(await entry(1)).getByRole('button', { name: '質問を直してもう一度' }));
    expect((await editBox()).value).toBe('売掛金とは？例も');
    expect(server.asked).toEqual([]);
  });

  it('calls the last question back with ↑ in an empty box, and not in one with text', async () => {
    const server = chatServer();
    server.has({ question: '一つ目' });
    server.has({ question: '二つ目' });
    const { user } = await openApp('/sessions/5', server.handlers);
    await user.type(await questionBox(), 'あ{ArrowUp}');
    expect(screen.queryByRole('textbox', { name: '直した質問' })).toBeNull();
    await user.type(await questionBox(), '{Backspace}{ArrowUp}');
    const box = await editBox();
    expect(box.value).toBe('二つ目');
    expect(document.activeElement).toBe(box);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(server.asked).toEqual([{ session_id: 5, question: '二つ目', retry_of_id: 2 }]));
  });

  it('tells a refusal where it was asked, and keeps the edited text', async () => {
    const server = chatServer();
    server.has({ question: '売掛金とは？' });
    const { user } = await openApp('/sessions/5', {
      ...server.handlers,
      'chat.ask': () => {
        throw refuse('SERVICE_UNAVAILABLE');
      },
    });
    await user.click(within(await entry(1)).getByRole('button', { name: '質問を直してもう一度' }));
    await user.type(await editBox(), '例も{Enter}');
    await within(await entry(1)).findByRole('alert');
    expect((await editBox()).value).toBe('売掛金とは？例も');
  });
});

describe('what was typed', () => {
  it('is there again after a reload: in the question box and in the question that was being edited', async () => {
    const server = chatServer();
    server.has({ question: '売掛金とは？' });
    const first = await openApp('/sessions/5', server.handlers);
    await first.user.type(await questionBox(), '書きかけ');
    await first.user.click(within(await entry(1)).getByRole('button', { name: '質問を直してもう一度' }));
    await first.user.type(await editBox(), '例も');
    cleanup();
    await openApp('/sessions/5', server.handlers);
    expect((await questionBox()).value).toBe('書きかけ');
    expect((await editBox()).value).toBe('売掛金とは？例も');
  });
});

describe('an empty session', () => {
  it('offers the questions of its PoC, and asks the one that is pressed', async () => {
    const poc = { id: 1, name: '会計', domain: null, default_system_prompt: null, example_questions: ['減価償却とは何ですか？', '簿記とは何ですか？'], created_at: '2026-01-31T09:00:00.000Z' };
    const server = chatServer({ pocs: [poc, { ...poc, id: 2, example_questions: ['ほかの質問'] }] });
    const { user } = await openApp('/sessions/5', server.handlers);
    await user.click(await screen.findByRole('button', { name: '簿記とは何ですか？' }));
    await entry(1);
    expect(server.asked).toEqual([{ session_id: 5, question: '簿記とは何ですか？' }]);
    expect(screen.queryByText('ほかの質問')).toBeNull();
  });
});

describe('what made the answer', () => {
  it('is summed up under it, and shown whole by one press', async () => {
    const server = chatServer();
    server.has({ system_prompt: '経理担当として答える', prompt_tokens: 31 });
    const { user } = await openApp('/sessions/5', server.handlers);
    const line = within(await entry(1)).getByRole('button', { name: /この回答の条件.*第1版.*2\.31秒.*120 トークン/ });
    expect(screen.queryByText('31 トークン')).toBeNull();
    await user.click(line);
    screen.getByText('31 トークン');
    within(await entry(1)).getByText('経理担当として答える');
  });
});

describe('a session that is not one’s own to ask in', () => {
  it.each([
    ['ended', aSession({ ended_at: '2026-02-01T00:00:00.000Z' })],
    ['of somebody else', aSession({ user_id: 2, username: 'hoka' })],
  ])('%s: nothing can be asked again', async (_, session) => {
    const server = chatServer({ sessions: [session] });
    server.has({});
    await openApp('/sessions/5', server.handlers);
    await entry(1);
    expect(screen.queryByRole('button', { name: 'もう一度質問' })).toBeNull();
    expect(screen.queryByRole('button', { name: '質問を直してもう一度' })).toBeNull();
  });
});

describe('a lost connection', () => {
  it('is told while an answer comes, and the answer goes on where it broke off', async () => {
    let connections = 0;
    const server = chatServer();
    const log = server.has({ answer: '', finish_reason: null });
    const watched: unknown[] = [];
    const handlers = {
      ...server.handlers,
      'chat.watch': async function* (input: { after: number }): AsyncGenerator<AnswerEvent> {
        watched.push(input.after);
        connections += 1;
        if (connections === 1) {
          yield { type: 'delta', at: 0, text: '前半の文。' };
          // It merely ends: that is how a connection breaks off.
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        yield { type: 'delta', at: 5, text: '後半の文。' };
        server.finish(log, '前半の文。後半の文。');
        yield { type: 'done', log_id: 1, finish_reason: 'stop', error_code: null, error: null };
      },
    };
    await openApp('/sessions/5', handlers);
    await screen.findByText(/サーバーとの接続が切れました/);
    screen.getByText('前半の文。');
    await screen.findByText('前半の文。後半の文。');
    await screen.findByRole('region', { name: 'ログ 1 の評価' });
    expect(watched).toEqual([0, 5]);
  });
});
