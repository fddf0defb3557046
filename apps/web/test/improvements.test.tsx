import type { Improvement } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aUser } from './fake-server';
import { openApp } from './open-app';
import { retestHandlers } from './retest-server';

const now = '2026-01-31T09:00:00.000Z';
const verified: Improvement = {
  id: 12,
  question: '売掛金とは？',
  evaluation: 3,
  priority: 1,
  evaluated_at: now,
  stage: 'verified',
  snapshot: { snapshot_id: 4, version: 2, created_at: now, acknowledged_at: now },
  model: { model_id: 5, model_name: 'keiri', version: 3 },
  retest: { run_id: 7, evaluation: 1, judged_at: now, carried: true },
};
const uncorrected: Improvement = { ...verified, id: 13, question: '買掛金とは？', stage: 'to_correct', snapshot: null, model: null, retest: null };
const handlers = (more = {}) =>
  retestHandlers({
    'improvements.counts': () => ({ to_correct: 1, to_take: 0, to_train: 0, to_retest: 0, not_fixed: 0, verified: 1 }),
    'improvements.list': ({ stage }: { stage?: string }) => [verified, uncorrected].filter((one) => !stage || one.stage === stage),
    ...more,
  });
const links = (name: string) => within(screen.getByRole('list', { name })).queryAllByRole('link').map((link) => link.getAttribute('href'));

it('the ledger tells what became of each log, with the way to every step', async () => {
  await openApp('/improvements', handlers());
  await screen.findByText('売掛金とは？');
  expect(links('#12 の経過')).toEqual(['/app/admin/training/4', '/app/admin/models/5', '/app/retest/runs/7']);
  expect(links('#13 の経過')).toEqual([]);
  within(screen.getByRole('list', { name: '#13 の経過' })).getByText('訂正なし');
});

it('the ledger shows one stage when its tile is pressed, and says what to do next', async () => {
  const { user, address } = await openApp('/improvements', handlers());
  const tile = await screen.findByRole('button', { name: /^訂正待ち/ });
  await user.click(tile);
  await waitFor(() => expect(screen.queryByText('売掛金とは？')).toBeNull());
  screen.getByText('買掛金とは？');
  screen.getByText(/正しい回答を書いてください/);
  expect(address()).toBe('/app/improvements?poc=1&stage=to_correct');
  await user.click(tile);
  await screen.findByText('売掛金とは？');
});

it('the ledger leads an evaluator to no page of an admin', async () => {
  await openApp('/improvements', handlers({ 'users.me': () => aUser() }));
  await screen.findByText('売掛金とは？');
  expect(links('#12 の経過')).toEqual(['/app/retest/runs/7']);
});
