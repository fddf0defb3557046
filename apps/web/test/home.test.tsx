import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aModel } from './admin-builders';
import { aLog, aSession, aUser, refuse } from './fake-server';
import { anOverview, aPoc, aProgress, aRate, aVersion, aWorkedOverview, homeHandlers } from './home-builders';
import { openApp } from './open-app';

const hrefOf = (name: RegExp | string) => screen.getByRole<HTMLAnchorElement>('link', { name }).getAttribute('href');
const textsOf = (list: string) => within(screen.getByRole('list', { name: list })).getAllByRole('listitem').map((item) => item.textContent);

describe('the home of a PoC that is being worked on', () => {
  it('says in one sentence where it stands, and in a list how far the answers have come', async () => {
    await openApp('/pocs/3', homeHandlers(aWorkedOverview()));
    await screen.findByText(/^40 件のうち 38 件を評価。良い 71%（95%信頼区間 61〜81%）。$/);
    expect(textsOf('評価の内訳')).toEqual(['良い27', '不十分6', '間違い5', '未評価2']);
    expect(textsOf('この PoC の一周')).toEqual([
      '質問: 40 件。待ちはありません。',
      '評価: 40 件のうち 38 件。2 件が待っています。',
      '訂正: 11 件のうち 7 件。4 件が待っています。',
      '訓練: 34 件のうち 20 件。14 件が待っています。',
      '再テスト: 20 件のうち 12 件。8 件が待っています。',
    ]);
    screen.getByText(/いちばん待っているのは「訓練」です（14 件）/);
  });

  it('leads to what is to be done, with the right filters', async () => {
    const overview = aWorkedOverview({ attention: { high_priority: 5, failed: 3 } });
    await openApp(
      '/pocs/3',
      homeHandlers(overview, {
        'review.queue': () => ({ total: 4, items: [] }),
        'logs.pages': ({ finish_reason }: { finish_reason: string }) => ({ total: finish_reason === 'failed' ? 2 : 1, page_size: 200, page_starts: [] }),
      }),
    );
    await screen.findByText('中断した回答（30日以内）');
    await waitFor(() => expect(textsOf('あなたを待っているもの')).toEqual(['未評価の回答2 件', '正しい回答がない4 件', '優先度 高（評価・訂正待ち）4 件', '失敗した回答（30日以内）2 件', '中断した回答（30日以内）1 件']));
    expect(hrefOf(/未評価の回答/)).toBe('/app/review?poc=3');
    expect(hrefOf(/正しい回答がない/)).toBe('/app/logs?poc=3&evaluation=to_correct');
    expect(hrefOf(/優先度 高/)).toBe('/app/review?poc=3&scope=open&priority=1');
    expect(hrefOf(/失敗した/)).toBe('/app/logs?poc=3&finish=failed&when=30d');
    expect(hrefOf(/中断した/)).toBe('/app/logs?poc=3&finish=interrupted&when=30d');
    expect(hrefOf('評価を続ける（2件）')).toBe('/app/review?poc=3');
    expect(hrefOf('15分だけ評価する')).toBe('/app/review?poc=3&minutes=15');
    expect(within(screen.getByRole('main')).getByRole('link', { name: '質問する' }).getAttribute('href')).toBe('/app/sessions/new?poc=3');
  });

  it('counts everybody for an admin, and shows who has judged today', async () => {
    const people = [
      { user_id: 2, username: '花子', evaluated: 30, evaluated_today: 4, corrected_today: 0, unevaluated: 1 },
      { user_id: 1, username: 'admin', evaluated: 8, evaluated_today: 1, corrected_today: 0, unevaluated: 1 },
    ];
    await openApp('/pocs/3', homeHandlers(aWorkedOverview(), { 'users.me': () => aUser({ role: 'admin' }), 'review.progress': () => aProgress({ unevaluated: 1 }, { people }) }));
    await screen.findByText('今日 4 件、残り 1 件');
    expect(hrefOf(/未評価の回答/)).toBe('/app/review?poc=3&mine=false');
    expect(hrefOf('評価を続ける（1件）')).toBe('/app/review?poc=3');
  });

  it('offers an admin whose own are done those of the others', async () => {
    await openApp('/pocs/3', homeHandlers(aWorkedOverview(), { 'users.me': () => aUser({ role: 'admin' }), 'review.progress': () => aProgress() }));
    await screen.findByText('全員の未評価を評価する（2件）');
    expect(hrefOf('全員の未評価を評価する（2件）')).toBe('/app/review?poc=3&mine=false');
    expect(hrefOf('15分だけ評価する')).toBe('/app/review?poc=3&mine=false&minutes=15');
  });

  it('goes on with the corrections when all is judged', async () => {
    const judged = aWorkedOverview({ counts: { unevaluated: 0 }, attention: { unevaluated: 0 } });
    await openApp('/pocs/3', homeHandlers(judged, { 'review.progress': () => aProgress({ evaluated: 38 }) }));
    await screen.findByText('正しい回答を書く（4件）');
    expect(hrefOf('正しい回答を書く（4件）')).toBe('/app/review?poc=3&scope=open');
  });

  it('has nothing to press for the learning program', async () => {
    await openApp('/pocs/3', homeHandlers(aWorkedOverview({ poc: { example_questions: ['売掛金とは？'] } }), { 'users.me': () => aUser({ role: 'learner' }), 'review.progress': () => aProgress() }));
    await screen.findByText(/^40 件のうち 38 件を評価。/);
    expect(screen.queryByRole('link', { name: /評価を続ける|15分/ })).toBeNull();
    expect(screen.queryByRole('button', { name: '売掛金とは？' })).toBeNull();
  });

  it('is calm when nothing is left to judge', async () => {
    const done = aWorkedOverview({ counts: { unevaluated: 0, needs_correction: 0 }, attention: { unevaluated: 0, needs_correction: 0 } });
    await openApp('/pocs/3', homeHandlers(done, { 'review.progress': () => aProgress({ evaluated: 38 }) }));
    await screen.findByText('評価も訂正も、あなたを待っているものはありません');
    screen.getByText('いま対応が要るものはありません。');
    expect(screen.queryByRole('link', { name: /15分/ })).toBeNull();
  });

  it('goes on without the progress, which can be asked for again', async () => {
    let isBroken = true;
    const { user } = await openApp('/pocs/3', homeHandlers(aWorkedOverview(), { 'review.progress': () => (isBroken ? Promise.reject(refuse('BAD_REQUEST')) : aProgress({ evaluated_today: 5, unevaluated: 2 })) }));
    await screen.findByRole('link', { name: '評価を続ける' });
    isBroken = false;
    await user.click(await screen.findByRole('button', { name: 'もう一度試す' }));
    expect(await screen.findByRole('link', { name: '評価を続ける（2件）' })).toBeTruthy();
  });

  it.each([
    ['NOT_FOUND', 'ページが見つかりません'],
    ['FORBIDDEN', '画面を表示できませんでした'],
  ] as const)('is a page that says what is wrong: %s', async (code, title) => {
    // What React writes to the console of an error that a page has caught.
    const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => {});
    await openApp('/pocs/3', homeHandlers(aWorkedOverview(), { 'pocs.overview': () => Promise.reject(refuse(code)) }));
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    console.mockRestore();
  });
});

describe('few judgements are shown as few', () => {
  const few = aWorkedOverview({
    counts: { total: 4, good: 2, fair: 0, bad: 1, unevaluated: 1, good_rate: { rate: 0.667, low: 0.208, high: 0.939 }, needs_correction: 1, corrected: 0, trained: 0, verified: 0 },
    versions: [aVersion({ good: 2, fair: 0, bad: 1, unevaluated: 1, good_rate: { rate: 0.667, low: 0.208, high: 0.939 } }), aVersion({ model_id: 2, model_version: 2, good: 0, fair: 0, bad: 0, unevaluated: 3, good_rate: null })],
    weeks: [{ week: '2027-01-04', model_id: 1, good: 2, evaluated: 3, good_rate: { rate: 0.667, low: 0.208, high: 0.939 } }],
  });

  it('in the sentence, in the chart and instead of a course', async () => {
    await openApp('/pocs/3', homeHandlers(few));
    await screen.findByText(/評価がまだ少ないため/);
    screen.getByRole('button', { name: 'keiri 第1版 良い 67%（95%信頼区間 21〜94%） 評価 3 件: 良い 2・不十分 0・間違い 1 未評価 1 件 件数が少ないため、参考程度に見てください' });
    screen.getByText('3 件だけ');
    screen.getByText('評価なし');
    screen.getByText(/白抜きの点は/);
    expect(screen.getByText(/2 週分たまると/)).toBeTruthy();
  });

  it('and none as none', async () => {
    const none = aWorkedOverview({ counts: { total: 3, good: 0, fair: 0, bad: 0, unevaluated: 3, good_rate: null, needs_correction: 0, corrected: 0, trained: 0, verified: 0 } });
    await openApp('/pocs/3', homeHandlers(none));
    await screen.findByText(/3 件の質問があります。まだ 1 件も評価されていません。/);
    screen.getByText('評価すると、版ごとの割合がここに表示されます。');
    expect(screen.getByText(/いちばん待っているのは「評価」です（3 件）/)).toBeTruthy();
  });
});

describe('a PoC in which nobody has asked anything', () => {
  const empty = anOverview({ poc: { example_questions: ['売掛金とは何ですか？', '減価償却とは何ですか？'], default_system_prompt: '専門家です。' } });
  const played = () => {
    const created: unknown[] = [];
    const asked: unknown[] = [];
    return {
      created,
      asked,
      handlers: {
        'models.list': () => [aModel({ id: 1, is_demo: true }), aModel({ id: 2, state: 'missing' })],
        'sessions.list': () => [] as ReturnType<typeof aSession>[],
        'sessions.create': (input: unknown) => (created.push(input), { session_id: 5, poc_name: '経費精算', model_name: 'keiri', started_at: '2026-01-31T09:00:00.000Z' }),
        'sessions.get': () => aSession({ log_count: 1 }),
        'chat.ask': (input: unknown) => (asked.push(input), { log_id: 9, timestamp: '2026-01-31T09:00:00.000Z' }),
        'logs.list': () => [aLog({ id: 9, question: '売掛金とは何ですか？', answer: '代金です。', finish_reason: 'stop' })],
        'logs.get': () => aLog({ id: 9, question: '売掛金とは何ですか？', answer: '代金です。', finish_reason: 'stop' }),
      },
    };
  };

  it('says what to do first; an example is asked with one press', async () => {
    const { created, asked, handlers } = played();
    const { user, address } = await openApp('/pocs/3', homeHandlers(empty, { ...handlers, 'review.progress': () => aProgress() }));
    await screen.findByText('まだ質問がありません。');
    screen.getByText('不十分・間違いの回答に、正しい回答を書きます。');
    expect(hrefOf('自分の質問を書く')).toBe('/app/sessions/new?poc=3');
    await user.click(screen.getByRole('button', { name: '売掛金とは何ですか？' }));
    await waitFor(() => expect(address()).toBe('/app/sessions/5'));
    expect(created).toMatchObject([{ poc_id: 3, model_id: 1 }]);
    expect(asked).toEqual([{ session_id: 5, question: '売掛金とは何ですか？' }]);
  });

  it('goes on in the session that is open already', async () => {
    const { created, asked, handlers } = played();
    const open = aSession({ id: 5, session_id: 5, poc_id: 3, system_prompt: '専門家です。' });
    localStorage.setItem('llamune.draft.1.question.5', '"書きかけの質問"');
    const { user, address } = await openApp('/pocs/3', homeHandlers(empty, { ...handlers, 'sessions.list': () => [open] }));
    await user.click(await screen.findByRole('button', { name: '減価償却とは何ですか？' }));
    await waitFor(() => expect(address()).toBe('/app/sessions/5'));
    expect([created, asked]).toEqual([[], [{ session_id: 5, question: '減価償却とは何ですか？' }]]);
    expect(localStorage.getItem('llamune.draft.1.question.5')).toBe('"書きかけの質問"');
  });

  it('keeps the question when it is not taken, and says why', async () => {
    const { handlers } = played();
    const { user, address } = await openApp('/pocs/3', homeHandlers(empty, { ...handlers, 'chat.ask': () => Promise.reject(refuse('TOO_MANY_REQUESTS')) }));
    await user.click(await screen.findByRole('button', { name: '売掛金とは何ですか？' }));
    await screen.findByRole('alert');
    expect(address()).toBe('/app/pocs/3');
    expect(localStorage.getItem('llamune.draft.1.question.5')).toBe('"売掛金とは何ですか？"');
  });

  it('says so where no model can be asked', async () => {
    const { created, handlers } = played();
    const { user } = await openApp('/pocs/3', homeHandlers(empty, { ...handlers, 'models.list': () => [aModel({ state: 'no_file' })] }));
    await user.click(await screen.findByRole('button', { name: '売掛金とは何ですか？' }));
    await screen.findByText(/質問できるモデルがありません。.*管理者に連絡/);
    expect(created).toEqual([]);
  });
});

describe('the choice between PoCs', () => {
  const pocs = [aPoc({ id: 3 }), aPoc({ id: 4, name: '税務相談' })];
  const overviews = ({ poc_id }: { poc_id: number }) => (poc_id === 3 ? aWorkedOverview() : anOverview({ poc: pocs[1]! }));
  const handlers = () => homeHandlers(aWorkedOverview(), { 'pocs.list': () => pocs, 'pocs.overview': overviews });

  it('is none where there is one', async () => {
    const { address } = await openApp('/pocs', homeHandlers(aWorkedOverview()));
    await screen.findByText(/^40 件のうち 38 件を評価。/);
    expect(address()).toBe('/app/pocs/3');
    expect(screen.queryByRole('link', { name: 'ほかの PoC' })).toBeNull();
  });

  it('shows each with how far it is, and remembers the last one', async () => {
    const { user, address } = await openApp('/pocs', handlers());
    const cards = within(await screen.findByRole('list', { name: 'どの PoC を見ますか？' })).getAllByRole('listitem');
    await within(cards[0]!).findByText('40 件のうち 38 件を評価');
    within(cards[0]!).getByText('71%');
    within(cards[0]!).getByText('未評価 2 件');
    await within(cards[1]!).findByText('まだ質問がありません');
    await user.click(screen.getByRole('link', { name: '税務相談' }));
    await screen.findByRole('heading', { name: '税務相談', level: 1 });
    const again = await openApp('/pocs', handlers());
    await waitFor(() => expect(again.address()).toBe('/app/pocs/4'));
    await user.click((await screen.findAllByRole('link', { name: 'ほかの PoC' })).at(-1)!);
    await screen.findByText('前回');
    expect(again.address()).toBe('/app/pocs?all=true');
    expect(address()).toBe('/app/pocs/4');
  });

  it('tells an admin to make the first one, and others to ask for it', async () => {
    await openApp('/pocs', homeHandlers(aWorkedOverview(), { 'pocs.list': () => [], 'users.me': () => aUser({ role: 'admin' }) }));
    expect((await screen.findByRole('link', { name: 'PoC を作る' })).getAttribute('href')).toBe('/app/admin/pocs');
  });
});

describe('what an admin prepares', () => {
  const handlers = (people: number, isDemo: boolean, pocs: number) =>
    homeHandlers(aWorkedOverview(), {
      'users.me': () => aUser({ role: 'admin' }),
      'pocs.list': () => Array.from({ length: pocs }, (_, index) => aPoc({ id: index + 3 })),
      'models.list': () => [aModel({ is_demo: isDemo })],
      'users.list': () => Array.from({ length: people }, (_, index) => aUser({ id: index + 1 })),
    });

  it('is listed until it is done, each with the way to it', async () => {
    const { user } = await openApp('/pocs/3', handlers(2, true, 1));
    const list = await screen.findByRole('list', { name: '使い始める準備' });
    expect(within(list).getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/app/admin/pocs', '/app/admin/models']);
    within(list).getByText('済み');
    await user.click(screen.getByRole('button', { name: '表示しない' }));
    expect(screen.queryByRole('list', { name: '使い始める準備' })).toBeNull();
    expect(localStorage.getItem('llamune.home.setup-hidden.1')).toBe('yes');
  });

  it('is gone when all of it is there', async () => {
    await openApp('/pocs/3', handlers(2, false, 2));
    await screen.findByText(/^40 件のうち 38 件を評価。/);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(screen.queryByText('使い始める準備')).toBeNull();
  });
});

describe('the charts', () => {
  const versions = Array.from({ length: 10 }, (_, index) => aVersion({ model_id: index + 1, model_version: index + 1, good_rate: aRate(0.3 + index * 0.05, 0.05) }));
  const weeks = ['2027-01-04', '2027-01-11', '2027-01-25'].flatMap((week, index) => [
    { week, model_id: 9, good: 6 + index, evaluated: 10, good_rate: aRate(0.6 + index / 10, 0.1) },
    { week, model_id: 10, good: 2, evaluated: 4, good_rate: aRate(0.5, 0.3) },
  ]);
  const many = aWorkedOverview({ versions, weeks });

  it('show the last versions first, the others when asked, and all as a table', async () => {
    const { user } = await openApp('/pocs/3', homeHandlers(many));
    const chart = await screen.findByRole('list', { name: 'モデルの版ごとの「良い」の割合' });
    expect(within(chart).getAllByRole('button')).toHaveLength(8);
    await user.click(screen.getByRole('button', { name: '以前の版も表示（2）' }));
    expect(within(chart).getAllByRole('button')).toHaveLength(10);
    const table = screen.getByRole('table', { name: 'モデルの版ごとの「良い」の割合', hidden: true });
    expect(within(table).getAllByRole('row', { hidden: true })).toHaveLength(11);
    expect(within(table).getAllByRole('row', { hidden: true })[1]!.textContent).toBe('keiri 第1版30%25〜35%3827652');
  });

  it('tell what a mark stands for when it has the focus', async () => {
    const { user } = await openApp('/pocs/3', homeHandlers(many));
    const chart = await screen.findByRole('list', { name: 'モデルの版ごとの「良い」の割合' });
    const told = '良い 75%（95%信頼区間 70〜80%）';
    expect(screen.queryByText(told)).toBeNull();
    within(chart).getByRole('button', { name: /^keiri 第10版/ }).focus();
    await screen.findByText(told);
    await user.keyboard('{Escape}');
    expect(screen.queryByText(told)).toBeNull();
  });

  it('are walked through week by week with the arrow keys', async () => {
    const { user } = await openApp('/pocs/3', homeHandlers(many));
    await user.selectOptions(await screen.findByRole('combobox', { name: '表示する版' }), 'keiri 第9版');
    const course = screen.getByRole('list', { name: '週ごとの推移 keiri 第9版' });
    const marks = within(course).getAllByRole('button');
    expect(marks.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
    marks[2]!.focus();
    await screen.findByText('1月25日 の週');
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(marks[1]);
    await screen.findByText('1月11日 の週');
    await user.keyboard('{Home}{ArrowLeft}');
    expect(document.activeElement).toBe(marks[0]);
  });
});
