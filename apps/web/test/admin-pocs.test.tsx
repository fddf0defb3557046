import type { Poc, PocPrompt } from '@llamune/contracts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { adminHandlers, aPoc, aPrompt } from './admin-builders';
import { openApp } from './open-app';

const versions = [
  aPrompt({ id: 13, version: 3, text: 'あなたは税務の専門家です。簡潔に答えてください。', created_by: '山田', log_count: 0 }),
  aPrompt({ id: 12, version: 2, text: 'あなたは会計の専門家です。簡潔に答えてください。', log_count: 12 }),
  aPrompt({ id: 11, version: 1, text: 'あなたは会計の専門家です。', created_by: null, log_count: 1234 }),
];

/** A server that keeps a PoC and its versions as the real one does. */
const aServer = (poc: Partial<Poc> = {}) => {
  const state = { poc: aPoc({ default_system_prompt: versions[0]!.text, ...poc }), prompts: [...versions], updates: [] as unknown[] };
  const store = (text: string) => {
    const [newest] = state.prompts;
    if (newest?.text !== text) state.prompts = [aPrompt({ id: (newest?.id ?? 0) + 1, version: (newest?.version ?? 0) + 1, text, log_count: 0 }), ...state.prompts];
    state.poc = { ...state.poc, default_system_prompt: text };
  };
  const handlers = adminHandlers({
    'pocs.list': () => [state.poc],
    'pocs.prompts': () => state.prompts,
    'pocs.update': ({ poc_id, ...change }: Partial<Poc> & { poc_id: number }) => {
      expect(poc_id).toBe(state.poc.id);
      state.updates.push(change);
      state.poc = { ...state.poc, ...change };
      if (change.default_system_prompt != null) store(change.default_system_prompt);
      return state.poc;
    },
  });
  return { state, handlers, store };
};

const settings = () => screen.findByRole('form', { name: 'PoC の設定' });
const prompt = () => screen.getByLabelText<HTMLTextAreaElement>('既定のシステムプロンプト');
const questions = () => screen.queryAllByRole<HTMLTextAreaElement>('textbox', { name: /^質問の例 \d+$/ }).map(({ value }) => value);

describe('the PoCs', () => {
  it('say what to do when there is none', async () => {
    await openApp('/admin/pocs', adminHandlers({ 'pocs.list': () => [] }));
    expect(await screen.findByText(/PoC がまだありません。「PoC を登録」から/)).toBeTruthy();
  });

  it('are registered with example questions, and lead to their settings', async () => {
    const created: unknown[] = [];
    const poc = aPoc({ id: 7, name: '人事' });
    const { user, address } = await openApp('/admin/pocs', adminHandlers({ 'pocs.list': () => (created.length > 0 ? [poc] : []), 'pocs.create': (input) => (created.push(input), poc), 'pocs.prompts': (): PocPrompt[] => [] }));
    await user.click(await screen.findByRole('link', { name: 'PoC を登録' }));
    await user.type(await screen.findByLabelText('名前'), '人事');
    await user.click(screen.getByRole('button', { name: 'PoC を登録' }));
    await screen.findByText('入力してください。');
    await user.type(screen.getByLabelText('業務の分野'), '労務');
    await user.click(screen.getByRole('button', { name: '質問を追加' }));
    await user.keyboard('年休は何日ですか？{Enter}残業とは{Enter}');
    await user.click(screen.getByRole('button', { name: 'PoC を登録' }));
    await waitFor(() => expect(address()).toBe('/app/admin/pocs/7'));
    expect(created).toEqual([{ name: '人事', domain: '労務', default_system_prompt: '', example_questions: ['年休は何日ですか？', '残業とは'] }]);
    await screen.findByText(/版はまだありません/);
    expect(Object.keys(localStorage).filter((name) => name.includes('poc-form'))).toEqual([]);
  });
});

describe('the settings of a PoC', () => {
  it('send only what was edited', async () => {
    const { state, handlers } = aServer({ example_questions: ['減価償却とは？'] });
    const { user } = await openApp('/admin/pocs/1', handlers);
    await settings();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
    await user.type(screen.getByRole('textbox', { name: '質問の例 1' }), '{End}（例）');
    screen.getByText('保存していない変更があります');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(state.updates).toEqual([{ example_questions: ['減価償却とは？（例）'] }]));
    await waitFor(() => expect(screen.queryByText('保存していない変更があります')).toBeNull());
  });

  it('keep what was typed over a reload, until it is dropped', async () => {
    const { handlers } = aServer();
    const first = await openApp('/admin/pocs/1', handlers);
    await settings();
    await first.user.type(prompt(), '追記');
    cleanup();
    const { user } = await openApp('/admin/pocs/1', handlers);
    await screen.findByText('保存していない書きかけを元に戻しました。');
    expect(prompt().value).toMatch(/追記$/);
    await user.click(screen.getByRole('button', { name: '書きかけを捨てる' }));
    expect(prompt().value).toBe(versions[0]!.text);
    expect(Object.keys(localStorage).filter((name) => name.includes('poc-form'))).toEqual([]);
  });

  it('do not overwrite what somebody else saved meanwhile without a word', async () => {
    const { state, handlers, store } = aServer();
    const { user } = await openApp('/admin/pocs/1', handlers);
    await settings();
    await user.type(prompt(), '私の追記');
    store('ほかの人の文');
    state.poc = { ...state.poc, name: 'ほかの名前' };
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/書きかけのあいだに、既定のシステムプロンプトが別の内容で保存されました/);
    expect(state.updates).toEqual([]);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: '書きかけを使う' }));
    expect(screen.getByLabelText<HTMLInputElement>('名前').value).toBe('ほかの名前');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(state.updates).toEqual([{ default_system_prompt: `${versions[0]!.text}私の追記` }]));
    expect(state.prompts.map(({ text }) => text)).toContain('ほかの人の文');
  });
});

describe('the example questions', () => {
  const open = async (example_questions: string[]) => {
    const { user } = await openApp('/admin/pocs/1', aServer({ example_questions }).handlers);
    await settings();
    return user;
  };
  const row = (number: number) => screen.getByRole('textbox', { name: `質問の例 ${number}` });

  it('are written like a list', async () => {
    const user = await open(['一', '三']);
    await user.click(row(1));
    await user.keyboard('{Enter}二');
    expect(questions()).toEqual(['一', '二', '三']);
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(questions()).toEqual(['一', '三', '二']);
    expect(document.activeElement).toBe(row(3));
    await user.keyboard('{Backspace}{Backspace}');
    expect(questions()).toEqual(['一', '三']);
    expect(document.activeElement).toBe(row(2));
    await user.click(screen.getByRole('button', { name: '質問の例 2 を上へ' }));
    expect(questions()).toEqual(['三', '一']);
    await user.click(screen.getByRole('button', { name: '質問の例 1 を消す' }));
    expect(questions()).toEqual(['一']);
  });

  it('take a pasted list apart, and no more than fit', async () => {
    const user = await open(['前後']);
    await user.click(row(1));
    (row(1) as HTMLTextAreaElement).setSelectionRange(1, 1);
    await user.paste('A\r\n\r\n B \nC');
    expect(questions()).toEqual(['前A', 'B', 'C後']);
    await user.paste(Array.from({ length: 30 }, (_, index) => `問${index}`).join('\n'));
    expect(questions()).toHaveLength(20);
    screen.getByText('登録できるのは20個までです。');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '質問を追加' }).disabled).toBe(true);
  });
});

describe('the versions of a system prompt', () => {
  const list = () => screen.findByRole('list', { name: 'システムプロンプトの版' });
  const difference = (name: string) => {
    const shown = within(screen.getByRole('region', { name }));
    const texts = (role: 'deletion' | 'insertion') => shown.getAllByRole(role).map(({ textContent }) => textContent).filter((text) => text !== '消えた文字' && text !== '加わった文字');
    return { removed: texts('deletion'), added: texts('insertion') };
  };

  it('say who, when, and how many logs used each; any two are compared', async () => {
    const { user, address } = await openApp('/admin/pocs/1', aServer().handlers);
    const rows = within(await list()).getAllByRole('button');
    expect(rows.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/第3版現在ログ 0件.*山田/), expect.stringMatching(/第2版ログ 12件/), expect.stringMatching(/第1版ログ 1,234件.*データベースで変更/)]);
    // The marks come a moment after the text.
    await waitFor(() => expect(difference('第2版から第3版への違い')).toEqual({ removed: ['会計'], added: ['税務'] }));
    await user.click(rows[2]!);
    expect(screen.queryByRole('region', { name: /違い/ })).toBeNull();
    await user.selectOptions(screen.getByLabelText('比べる版'), '第3版（現在）');
    await waitFor(() => expect(difference('第1版から第3版への違い').added).toContain('税務'));
    expect(address()).toBe('/app/admin/pocs/1?version=1&with=3');
  });

  it('are restored after a question, which makes a new one, and that can be undone', async () => {
    const { state, handlers } = aServer();
    const { user } = await openApp('/admin/pocs/1', handlers);
    await user.click(within(await list()).getAllByRole('button')[2]!);
    await user.click(screen.getByRole('button', { name: 'この版に戻す' }));
    const question = await screen.findByRole('alertdialog');
    within(question).getByText(/新しい第4版になり/);
    expect(state.updates).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '戻す' }));
    await waitFor(() => expect(state.poc.default_system_prompt).toBe(versions[2]!.text));
    await waitFor(() => expect(prompt().value).toBe(versions[2]!.text));
    expect((await screen.findByRole('heading', { name: '第4版' })).textContent).toBe('第4版');
    await user.click(await screen.findByRole('button', { name: '取り消して第3版に戻す' }));
    await waitFor(() => expect(state.poc.default_system_prompt).toBe(versions[0]!.text));
    expect(state.prompts.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
    expect(screen.queryByRole('button', { name: /取り消して/ })).toBeNull();
  });
});
