import type { GateCheck, Release, ReleaseState } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aModel } from './admin-builders';
import { aUser, refuse } from './fake-server';
import { openApp } from './open-app';
import { aComparison, retestHandlers } from './retest-server';

const now = '2026-01-31T09:00:00.000Z';
const noPolicy = { max_high_wrong: null, min_good_low: null, max_broken_share: null, min_judged: null };
const aRelease = (release: Partial<Release> = {}): Release => ({ id: 21, poc_id: 1, model_id: 1, model_name: 'keiri', model_version: 1, comparison_id: null, checks: [], exception_reason: 'はじめての版', reverts_id: null, decided_at: now, decided_by: '山田', ...release });
const state = (more: Partial<ReleaseState> = {}): ReleaseState => ({ poc_id: 1, policy: { ...noPolicy, min_good_low: 0.8 }, current: aRelease(), history: [aRelease(), aRelease({ id: 20, model_id: 5 })], ...more });
const failing: GateCheck[] = [{ rule: 'min_good_low', limit: 0.8, value: 0.62, passed: false }, { rule: 'complete', limit: 0, value: 0, passed: true }];

const openPoc = (more = {}) =>
  openApp('/admin/pocs/1', retestHandlers({ 'pocs.prompts': () => [], 'releases.state': () => state(), 'comparisons.list': () => [aComparison()], 'models.list': () => [aModel({ id: 1, version: 1 }), aModel({ id: 2, version: 2 })], ...more }));
const form = async () => within(await screen.findByRole('form', { name: '版を既定にする' }));
const submit = async () => (await form()).getByRole<HTMLButtonElement>('button', { name: '既定にする' });

describe('the default version of a PoC', () => {
  it('is decided by a comparison that passes, as it was looked at', async () => {
    const sent: unknown[] = [];
    const decided = state({ current: aRelease({ id: 22, model_id: 2, model_version: 2, comparison_id: 9, exception_reason: null }) });
    const { user } = await openPoc({ 'releases.check': () => ({ passed: true, checks: [{ ...failing[0]!, value: 0.9, passed: true }] }), 'releases.release': (input: unknown) => (sent.push(input), decided) });
    await user.selectOptions((await form()).getByRole('combobox', { name: 'もとにする比較' }), await screen.findByRole('option', { name: /^keiri 第2版（経理の基本/ }));
    await screen.findByText('すべての条件を満たしています。');
    await user.click(await submit());
    await waitFor(() => expect(sent).toEqual([{ poc_id: 1, model_id: 2, comparison_id: 9, seen_release_id: 21 }]));
    await within(screen.getByRole('region', { name: '今の既定' })).findByText('第2版');
  });

  it('that does not pass needs a reason, and says what it does not reach', async () => {
    const sent: unknown[] = [];
    const { user } = await openPoc({ 'releases.check': () => ({ passed: false, checks: failing }), 'releases.release': (input: unknown) => (sent.push(input), state()) });
    await user.selectOptions((await form()).getByRole('combobox', { name: 'もとにする比較' }), await screen.findByRole('option', { name: /^keiri 第2版（経理の基本/ }));
    await screen.findByText('62%（80% 以上）');
    expect((await submit()).disabled).toBe(true);
    await user.type((await form()).getByRole('textbox', { name: '例外とする理由' }), '急ぎのため');
    await user.click(await submit());
    await waitFor(() => expect(sent).toEqual([{ poc_id: 1, model_id: 2, comparison_id: 9, exception_reason: '急ぎのため', seen_release_id: 21 }]));
  });

  it('that somebody else has decided meanwhile is looked at again, with the reason kept', async () => {
    const { user } = await openPoc({ 'releases.release': () => Promise.reject(refuse('CONFLICT')) });
    await user.click((await form()).getByRole('radio', { name: '例外として決める' }));
    await user.selectOptions((await form()).getByRole('combobox', { name: 'モデルの版' }), '2');
    await user.type((await form()).getByRole('textbox', { name: '例外とする理由' }), '急ぎのため');
    await user.click(await submit());
    expect((await screen.findByRole('alert')).textContent).toContain('既定の版が、ほかの人の操作で変わっています');
    expect((await form()).getByRole<HTMLTextAreaElement>('textbox', { name: '例外とする理由' }).value).toBe('急ぎのため');
  });

  it('goes back to the one before, once that is confirmed', async () => {
    const sent: unknown[] = [];
    const { user } = await openPoc({ 'releases.revert': (input: unknown) => (sent.push(input), state({ current: aRelease({ id: 23, model_id: 5, model_version: 5, reverts_id: 21, exception_reason: null }) })) });
    await user.click(await screen.findByRole('button', { name: '1つ前の既定に戻す' }));
    expect(sent).toEqual([]);
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: '1つ前の既定に戻す' }));
    await waitFor(() => expect(sent).toEqual([{ poc_id: 1, seen_release_id: 21 }]));
    await screen.findByText('1つ前へ戻した');
  });

  it('has conditions that are written in percent, in any width, and emptied when not asked for', async () => {
    const sent: unknown[] = [];
    const { user } = await openPoc({ 'releases.setPolicy': (input: unknown) => (sent.push(input), state()) });
    const policy = within(await screen.findByRole('form', { name: '既定にする条件' }));
    const low = policy.getByRole<HTMLInputElement>('textbox', { name: /^「良い」の率/ });
    expect(low.value).toBe('80');
    await user.clear(low);
    await user.type(policy.getByRole('textbox', { name: /^悪くなった質問/ }), '２.５');
    await user.type(policy.getByRole('textbox', { name: /^判定された質問/ }), '1.5');
    await user.click(policy.getByRole('button', { name: '条件を保存' }));
    await policy.findByRole('alert');
    expect(sent).toEqual([]);
    await user.clear(policy.getByRole('textbox', { name: /^判定された質問/ }));
    await user.click(policy.getByRole('button', { name: '条件を保存' }));
    await waitFor(() => expect(sent).toEqual([{ poc_id: 1, ...noPolicy, max_broken_share: 0.025 }]));
  });
});

describe('a new session', () => {
  const chosen = () => within(screen.getByRole('radiogroup', { name: 'モデル' })).getAllByRole<HTMLInputElement>('radio').find(({ checked }) => checked)?.value;
  const models = [aModel({ id: 1, version: 1 }), aModel({ id: 2, version: 2 })];
  it('begins with the default version, not with the newest', async () => {
    await openApp('/sessions/new', retestHandlers({ 'users.me': () => aUser(), 'models.list': () => models, 'releases.state': () => state() }));
    await screen.findByRole('form', { name: '新しいセッション' });
    expect(chosen()).toBe('1');
  });
  it('begins with the newest that works, when the default cannot be asked or found out', async () => {
    await openApp('/sessions/new', retestHandlers({ 'users.me': () => aUser(), 'models.list': () => [aModel({ id: 1, state: 'missing' }), models[1]], 'releases.state': () => state() }));
    await screen.findByRole('form', { name: '新しいセッション' });
    expect(chosen()).toBe('2');
  });
});
