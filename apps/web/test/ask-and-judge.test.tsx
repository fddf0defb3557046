import type { EvaluateLog, Log } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { fireEvent } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { aLog, aSession, aUser, refuse, type Handlers } from './fake-server';
import { openApp } from './open-app';

/** A session on a server that answers each question at once. */
const server = (more: Handlers = {}) => {
  const logs: Log[] = [];
  const evaluated: EvaluateLog[] = [];
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'sessions.get': () => aSession({ log_count: logs.length }),
    'logs.list': () => logs,
    'logs.get': ({ log_id }: { log_id: number }) => logs.find(({ id }) => id === log_id),
    'chat.ask': ({ question }: { question: string }) => {
      logs.unshift(aLog({ id: logs.length + 1, question }));
      return { log_id: logs.length, timestamp: logs[0]!.timestamp };
    },
    'chat.watch': async function* ({ log_id }: { log_id: number }) {
      yield { type: 'started' };
      yield { type: 'delta', at: 0, text: '固定資産の原価を' };
      yield { type: 'delta', at: 8, text: '期間に配分します。' };
      Object.assign(logs.find(({ id }) => id === log_id)!, { answer: '固定資産の原価を期間に配分します。', finish_reason: 'stop' });
      yield { type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null };
    },
    'logs.evaluate': ({ log_id, seen_updated_at: _seen, ...judgement }: EvaluateLog) => {
      evaluated.push({ log_id, ...judgement });
      Object.assign(logs.find(({ id }) => id === log_id)!, judgement);
      return { log_id, updated_at: new Date().toISOString() };
    },
    ...more,
  };
  return { handlers, logs, evaluated };
};
const questionBox = () => screen.findByRole('textbox', { name: '質問' });

describe('asking and judging', () => {
  it('asks by Enter, shows the answer, judges by key and saves a correction', async () => {
    const { handlers, evaluated } = server();
    const { user } = await openApp('/sessions/5', handlers);
    await user.type(await questionBox(), '減価償却とは？{Enter}');
    await screen.findByText('固定資産の原価を期間に配分します。');
    const form = await screen.findByRole('region', { name: 'ログ 1 の評価' });
    within(form).getByText('未評価');
    // The focus went to the entry, so a full-width digit is a judgement and not text.
    await user.keyboard('３');
    await within(form).findByText(/保存しました/);
    await user.type(within(form).getByRole('textbox', { name: '正しい回答' }), '（直した）');
    await user.click(within(form).getByRole('button', { name: '評価を保存' }));
    await waitFor(() =>
      expect(evaluated).toEqual([
        { log_id: 1, evaluation: 3 },
        { log_id: 1, correct_answer: '固定資産の原価を期間に配分します。（直した）' },
      ]),
    );
    expect(within(form).getByRole('button', { name: '間違い' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('never sends a question in the middle of a conversion', async () => {
    const { handlers, logs } = server();
    const { user } = await openApp('/sessions/5', handlers);
    const box = await questionBox();
    await user.type(box, 'げんかしょうきゃく');
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
    expect(logs).toEqual([]);
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(logs).toHaveLength(1));
  });

  it('keeps a judgement that could not be saved, says so, and saves it on the second try', async () => {
    let isDown = true;
    const { handlers, logs } = server();
    const evaluate = handlers['logs.evaluate']!;
    logs.push(aLog({ id: 1, answer: '回答', finish_reason: 'stop' }));
    const { user } = await openApp('/sessions/5', {
      ...handlers,
      'logs.evaluate': (input: never) => {
        if (isDown) throw refuse('SERVICE_UNAVAILABLE');
        return evaluate(input);
      },
    });
    await user.click(await screen.findByRole('button', { name: '不十分' }));
    await screen.findByText(/保存できませんでした/);
    expect(screen.queryByText(/保存しました/)).toBeNull();
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'もう一度保存' }));
    await screen.findByText(/保存しました/);
    expect(logs[0]!.evaluation).toBe(2);
  });
});
