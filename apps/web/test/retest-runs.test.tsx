import type { RunDetail } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aModel } from './admin-builders';
import { aUser } from './fake-server';
import { openApp } from './open-app';
import { aComparison, aQuestion, aRun, aRunDetail, aSet, retestHandlers } from './retest-server';

const openRun = (run: Partial<RunDetail>, more = {}) => openApp('/retest/runs/7', retestHandlers({ 'runs.get': () => aRunDetail(run), ...more }));
const actions = () => screen.queryAllByRole('button').map(({ textContent }) => textContent).filter((name) => /一時停止|再開|取りやめる|もう一度聞く/.test(name ?? ''));

describe('a run', () => {
  it('that goes on says how far it is and how long it takes, and is paused', async () => {
    let state: RunDetail['state'] = 'running';
    const { user } = await openApp('/retest/runs/7', retestHandlers({ 'runs.get': () => aRunDetail({ state }), 'runs.pause': () => ((state = 'paused'), aRun({ state })) }));
    await screen.findByText('4 / 10件');
    screen.getByText('残り 約 2 分');
    expect(actions()).toEqual(['一時停止', '取りやめる']);
    await user.click(screen.getByRole('button', { name: '一時停止' }));
    await waitFor(() => expect(actions()).toEqual(['再開', '取りやめる']));
  });

  it('that its model stopped says what to do about it', async () => {
    await openRun({ state: 'paused', error: 'No such file: keiri.gguf' });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('モデルの設定を直してから');
    expect(alert.textContent).toContain('No such file: keiri.gguf');
    expect(within(alert).getByRole('link', { name: 'モデルの設定を開く' }).getAttribute('href')).toBe('/app/admin/models/1');
    expect(actions()).toEqual(['再開', '取りやめる']);
  });

  it('that is over offers only to ask the failed ones again, and shows those alone when asked', async () => {
    const asked: unknown[] = [];
    const answers = (input: { failed?: boolean }) => (asked.push(input.failed), [{ id: 1, question: aQuestion(), repeat: 1, answer: '', finish_reason: 'failed', error_code: 'engine_crashed', error: 'out of memory', evaluation: null, carried: false, carried_from: null, duration_ms: null, completion_tokens: null }]);
    const { user } = await openRun({ state: 'done', progress: { total: 10, answered: 10, failed: 3, judged: 2, carried: 1 } }, { 'runs.answers': answers });
    await screen.findByText('失敗 3件');
    screen.getByText('評価済み 2件（うち引継 1件）');
    expect(actions()).toEqual(['失敗した 3件をもう一度聞く']);
    await user.click(screen.getByRole('radio', { name: '失敗だけ' }));
    await waitFor(() => expect(asked.at(-1)).toBe(true));
    await screen.findByText('サーバーからの説明: out of memory');
    screen.getByText(/この質問を除くか、あとでもう一度聞いてください/);
    screen.getByText('未回収の代金です。');
  });

  it('proves what answered, and warns when that changed on the way', async () => {
    const maker = { file: 'keiri.gguf', file_sha256: 'a'.repeat(64), adapter: 'keiri-v2.gguf', server: null, served_model: null, answers: 6 };
    await openRun({ state: 'done', made_by: [maker, { ...maker, file_sha256: 'b'.repeat(64), answers: 4 }] });
    await screen.findByText('a'.repeat(64));
    expect(screen.getAllByText('keiri-v2.gguf')).toHaveLength(2);
    screen.getByText('b'.repeat(64));
    screen.getByText(/途中でモデルのファイルか設定が変わりました/);
  });

  it('is only looked at by an evaluator', async () => {
    await openRun({}, { 'users.me': () => aUser() });
    await screen.findByText('4 / 10件');
    expect(actions()).toEqual([]);
  });

  it('is started for several versions, with the default prompt of the PoC', async () => {
    const created: unknown[] = [];
    const models = [aModel({ id: 1, version: 1 }), aModel({ id: 2, version: 2 }), aModel({ id: 3, version: 3, state: 'missing' })];
    const { user, address } = await openApp('/retest/runs/new', retestHandlers({ 'questionSets.list': () => [aSet()], 'models.list': () => models, 'runs.create': (input) => (created.push(input), [aRun(), aRun({ id: 8 })]) }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('システムプロンプト')).value).toBe('あなたは会計の専門家です。');
    await user.click(screen.getByRole('button', { name: '再テストを始める' }));
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /第3版/ }).disabled).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: /第1版/ }));
    await user.click(screen.getByRole('checkbox', { name: /第2版/ }));
    await user.click(screen.getByRole('button', { name: '再テストを始める' }));
    await waitFor(() => expect(address()).toBe('/app/retest'));
    expect(created).toMatchObject([{ set_id: 3, model_ids: [1, 2], system_prompt: 'あなたは会計の専門家です。', repeats: 1, sampling: { temperature: 0 } }]);
  });
});

describe('the retest page', () => {
  it('leads an admin through the circle until there is a comparison', async () => {
    const { user, address } = await openApp('/retest', retestHandlers());
    const step = async () => (await screen.findAllByRole('listitem')).find((item) => item.getAttribute('aria-current') === 'step')!;
    within(await step()).getByText('質問セットを作る', { selector: 'p' });
    await user.click(within(await step()).getByRole('link', { name: '質問セットを作る' }));
    await screen.findByRole('heading', { level: 1, name: '質問セットを作る' });
    expect(address()).toBe('/app/retest/sets/new');
  });

  it('compares two runs that answered the same questions, and no others', async () => {
    const created: unknown[] = [];
    const runs = [aRun({ id: 8, state: 'done', model_version: 3, set_version: 5 }), aRun({ id: 7, state: 'done' }), aRun({ id: 6, state: 'done', model_version: 1 })];
    const { user, address } = await openApp('/retest', retestHandlers({ 'questionSets.list': () => [aSet()], 'runs.list': () => runs, 'comparisons.create': (input) => (created.push(input), aComparison()) }));
    await user.click(await screen.findByRole('button', { name: '比べる' }));
    const dialog = within(await screen.findByRole('dialog'));
    const options = (name: string) => within(dialog.getByRole('combobox', { name })).getAllByRole('option').map((option) => /keiri 第(\d)版/.exec(option.textContent ?? '')?.[1]);
    await dialog.findByRole('combobox', { name: '前の版（基準）' });
    expect(options('前の版（基準）')).toEqual([undefined, '2', '1']);
    await user.selectOptions(dialog.getByRole('combobox', { name: '前の版（基準）' }), '6');
    expect(options('新しい版')).toEqual([undefined, '2']);
    await user.selectOptions(dialog.getByRole('combobox', { name: '新しい版' }), '7');
    await user.click(dialog.getByRole('button', { name: '比べる' }));
    await waitFor(() => expect(address()).toBe('/app/retest/compare/9/review'));
    expect(created).toEqual([{ baseline_run_id: 6, candidate_run_id: 7, second_percent: 0 }]);
  });

  it('shows an evaluator what waits for a judgement first, and nothing to administrate', async () => {
    const done = aComparison({ id: 10, set_name: '済んだもの', progress: { pairs: 5, judged: 5, second_wanted: 0, second_judged: 0, disagreed: 0, decided: 0, carried: 0 } });
    await openApp('/retest', retestHandlers({ 'users.me': () => aUser(), 'comparisons.list': () => [done, aComparison()] }));
    const list = within(await screen.findByRole('list', { name: '版の比較' }));
    const rows = list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(rows[0]).toContain('判定待ち');
    expect(rows[0]).toContain('4 / 10組を判定');
    expect(rows[1]).toContain('5組すべて判定済み');
    expect(list.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/app/retest/compare/9/review', '/app/retest/compare/9', '/app/retest/compare/10']);
    expect(screen.queryByText('質問セットを作る')).toBeNull();
  });

  it('is about one PoC when that is chosen, and shows what was put away when asked', async () => {
    const asked: unknown[] = [];
    const pocs = [1, 2].map((id) => ({ id, name: `PoC その${id}`, domain: '会計', default_system_prompt: null, example_questions: [], created_at: '2026-11-30T00:00:00.000Z' }));
    const sets = (input: { poc_id?: number; archived?: boolean }) => (asked.push(input), input.archived ? [aSet({ name: '去年のセット' })] : [aSet()]);
    const { user, address } = await openApp('/retest', retestHandlers({ 'pocs.list': () => pocs, 'questionSets.list': sets }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'PoC' }), 'PoC その2');
    await waitFor(() => expect(address()).toBe('/app/retest?poc=2'));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ poc_id: 2, archived: false }));
    await user.click(await screen.findByRole('link', { name: 'アーカイブした質問セットを見る' }));
    await screen.findByText('去年のセット');
    expect(address()).toBe('/app/retest?poc=2&archived=true');
    expect(asked).toContainEqual(expect.objectContaining({ poc_id: 2, archived: true }));
    await user.click(screen.getByRole('link', { name: '使っている質問セットに戻る' }));
    await waitFor(() => expect(screen.queryByText('去年のセット')).toBeNull());
  });
});
