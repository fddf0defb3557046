import type { AnswerEvent, Log } from '@llamune/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { chatServer } from './chat-server';
import { aSession, fakeServer, type Handlers } from './fake-server';

const DELTAS = 25;

describe('a long session', () => {
  it('draws no finished answer again while one comes or a question is typed', async () => {
    const server = chatServer();
    for (let number = 1; number < 20; number++) server.has({ question: `質問${number}`, answer: `回答${number}。` });
    const handlers = {
      ...server.handlers,
      'chat.watch': async function* ({ log_id }: { log_id: number }): AsyncGenerator<AnswerEvent> {
        for (let at = 0; at < DELTAS; at++) {
          yield { type: 'delta', at, text: '文' };
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        server.finish(server.logs.find(({ id }) => id === log_id)!, '文'.repeat(DELTAS));
        yield { type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null };
      },
    };
    const drawn: number[] = [];
    const judgement = (log: Log) => {
      drawn.push(log.id);
      return <i>評価</i>;
    };
    await open(handlers, judgement);
    await screen.findByText('回答19。');
    drawn.length = 0;
    const user = userEvent.setup();
    await user.type(screen.getByRole('textbox', { name: '質問' }), '新しい長い質問を入力する{Enter}');
    await screen.findByText('文'.repeat(DELTAS));
    await waitFor(() => expect(drawn).toContain(20));
    // The one before loses the keys to the new one; the others are left alone.
    expect([...new Set(drawn)].toSorted((a, b) => a - b)).toEqual([19, 20]);
    expect(drawn.length).toBeLessThanOrEqual(6);
  });
});

/** The conversation alone, so that what is drawn for each log can be counted. */
const open = async (handlers: Handlers, judgement: (log: Log) => ReactNode) => {
  vi.resetModules();
  vi.stubGlobal('fetch', fakeServer(handlers));
  vi.stubGlobal('scrollTo', () => {});
  const [{ ChatPanel }, { queryClient }, { initI18n }] = await Promise.all([import('../src/features/chat/chat-panel'), import('../src/lib/api'), import('../src/lib/i18n')]);
  await initI18n();
  const component = () => (
    <Suspense>
      <ChatPanel session={aSession()} isOwn renderJudgement={judgement} />
    </Suspense>
  );
  const router = createRouter({ routeTree: createRootRoute({ component }), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={queryClient}>
      {/* Another router than the application's, to which all types belong. */}
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
};
