import type { ComparisonItem } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anItem, aPair, aResult } from './comparison-server';
import { aUser, type Handlers } from './fake-server';
import { openApp } from './open-app';

const items = [anItem({ question_id: 1 }), anItem({ question_id: 2, outcome: 'fixed', topic: null })];
const server = (more: Handlers = {}): Handlers => ({
  'users.me': () => aUser(),
  'comparisons.result': () => aResult(),
  'comparisons.next': () => aPair({ pair_id: 1, remaining: 2 }),
  'comparisons.items': ({ outcome, topic }: Partial<ComparisonItem>): ComparisonItem[] => items.filter((item) => (outcome === undefined || item.outcome === outcome) && (topic === undefined || (item.topic ?? '') === topic)),
  'comparisons.matrix': () => ({
    versions: [
      { run_id: 11, model_id: 11, model_name: 'keiri', model_version: 1, model_is_demo: false, overall: { judged: 18, good: 6, good_rate: { rate: 1 / 3, low: 0.16, high: 0.56 } } },
      { run_id: 12, model_id: 12, model_name: 'keiri', model_version: 2, model_is_demo: false, overall: { judged: 0, good: 0, good_rate: null } },
    ],
    topics: [{ topic: '交際費', cells: [{ judged: 12, good: 3, good_rate: { rate: 0.25, low: 0.09, high: 0.53 } }, { judged: 0, good: 0, good_rate: null }] }],
  }),
  ...more,
});

describe('the result of a comparison', () => {
  it('says it in a sentence, counts what became of the questions, and leads to each list', async () => {
    const { user, address } = await openApp('/retest/compare/7', server());
    await screen.findByText(/18問中 良い 6→14/);
    await user.click(screen.getByRole('link', { name: /^悪くなった.*前の版は良く.*1$/ }));
    await waitFor(() => expect(address()).toContain('outcome=broken'));
    const list = document.querySelector<HTMLElement>('#questions')!;
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
    expect(within(list).getByText('質問1')).toBeTruthy();
    expect(within(list).getByRole<HTMLSelectElement>('combobox', { name: '変化' }).value).toBe('broken');
    expect(await within(list).findByText('同じ文です。')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: '絞り込みを消す' }));
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2));
    expect(address()).not.toContain('outcome');
  });

  it('lists what has no topic', async () => {
    const { user } = await openApp('/retest/compare/7', server());
    await user.click(await screen.findByRole('link', { name: '（話題なし）' }));
    const list = document.querySelector<HTMLElement>('#questions')!;
    await waitFor(() => expect(within(list).queryByText('質問1')).toBeNull());
    expect(within(list).getByText('質問2')).toBeTruthy();
  });

  it('shows shares in figures, whatever their colour: by kind, by topic and by version', async () => {
    await openApp('/retest/compare/7', server());
    const table = async (name: string) => within(await screen.findByRole('table', { name })).getAllByRole('row').map(({ textContent }) => textContent);
    expect((await table('話題ごとの良い率'))[1]).toBe('交際費33%4/1275%9/12↑ 6↓ 1○ 3× 2');
    expect((await table('覚えたのか、理解したのか'))[1]).toContain('25%2/8100%8/8');
    expect(await table('版の移り変わり')).toEqual(['話題前の版keiri第1版新しい版keiri第2版', 'すべての話題33%6/18—', '交際費25%3/12—']);
    screen.getByText(/訓練した質問と言い換えの判定がまだ足りません/);
    screen.getByText(/4 組のうち、3 組で評価が一致。偶然を除いた一致は「かなりの一致」（κ=0.66）/);
  });

  it('says how much is left, and for whom; nobody but learners and admins takes the preferences', async () => {
    await openApp('/retest/compare/7', server());
    expect((await screen.findByRole('link', { name: '続きを判定する（2 組）' })).getAttribute('href')).toBe('/app/retest/compare/7/review');
    screen.getByText('未判定 2 組');
    screen.getByText('管理者が決める組 1 組');
    expect(screen.queryByRole('button', { name: /好みのデータ/ })).toBeNull();
  });

  it('offers the preferences to an admin, and nothing to judge where nothing is left', async () => {
    await openApp('/retest/compare/7', server({ 'users.me': () => aUser({ role: 'admin' }), 'comparisons.next': () => null }));
    await screen.findByRole('button', { name: '好みのデータ（DPO）を保存' });
    await screen.findByText('あなたが判定する組はありません');
    expect(screen.queryByRole('link', { name: /続きを判定する/ })).toBeNull();
  });

  it('leads from what people said to the questions of which they said it, and names them', async () => {
    const asked: unknown[] = [];
    const { user, address } = await openApp('/retest/compare/7', server({ 'comparisons.items': (input) => (asked.push(input), items) }));
    await user.click(await screen.findByRole('link', { name: '新しい版が良い 10 組' }));
    await waitFor(() => expect(address()).toContain('trait=preferred_candidate'));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ trait: 'preferred_candidate' }));
    screen.getByText('佐藤 美咲（14組）、田中 健（8組）');
    for (const name of ['2人の評価が分かれた 1', '前の版の回答がゆれた 1', '評価を引継 2', '前の版が良い回答 18問中 6問']) screen.getByRole('link', { name });
    expect(screen.queryByRole('link', { name: /新しい版の回答がゆれた/ })).toBeNull();
    await waitFor(() => expect(screen.getByRole('link', { name: /33%\s*6\/18/ }).getAttribute('href')).toBe('/app/retest/runs/11?evaluation=1'));
  });

  it('lets an admin wait for no second judge, after asking', async () => {
    const waived: unknown[] = [];
    const waiting = aResult({ comparison: { ...aResult().comparison, progress: { ...aResult().comparison.progress, second_wanted: 6 } } });
    const { user } = await openApp('/retest/compare/7', server({ 'users.me': () => aUser({ role: 'admin' }), 'comparisons.result': () => (waived.length > 0 ? aResult() : waiting), 'comparisons.waiveSecond': (input) => (waived.push(input), aResult().comparison) }));
    await user.click(await screen.findByRole('button', { name: '2人目を待たない' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    dialog.getByText(/2 組は、最初の人の判定だけで決まります/);
    await user.click(dialog.getByRole('button', { name: '2人目を待たない' }));
    await waitFor(() => expect(waived).toEqual([{ comparison_id: 7 }]));
    await waitFor(() => expect(screen.queryByRole('button', { name: '2人目を待たない' })).toBeNull());
  });

  it('claims nothing where nothing is judged', async () => {
    const none = { questions: 5, fixed: 0, broken: 0, same_good: 0, same_bad: 0, unseen: 5 };
    const empty = { judged: 0, good: 0, good_rate: null };
    await openApp(
      '/retest/compare/7',
      server({
        'comparisons.result': () =>
          aResult({ outcomes: none, baseline: empty, candidate: empty, p: null, groups: [{ ...none, group: 'other', baseline: empty, candidate: empty }], topics: [], preferences: { candidate: 0, baseline: 0, same: 0, both_bad: 0 }, agreement: { pairs: 0, agreed: 0, kappa: null, words: null } }),
      }),
    );
    await screen.findByText('判定が進むと、ここに図が出ます。');
    expect(screen.getAllByText('まだ判定がありません')).toHaveLength(2);
    screen.getByText('2人で判定した組は、まだありません。');
  });
});
