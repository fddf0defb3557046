import type { QuestionSet } from '@llamune/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aUser, refuse } from './fake-server';
import { openApp } from './open-app';
import { aQuestion, aSet, pasted, retestHandlers } from './retest-server';

const pasteBox = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: '表計算や CSV からコピーした行' });
/** In one go, as a paste is. */
const paste = async (value: string) => fireEvent.change(await pasteBox(), { target: { value } });

describe('a question set that is pasted', () => {
  it('shows the columns, the questions and what is wrong by line before anything is saved', async () => {
    const created: unknown[] = [];
    const { user, address } = await openApp('/retest/sets/new', retestHandlers({ 'questionSets.create': (input) => (created.push(input), aSet()) }));
    await user.type(await screen.findByLabelText('名前'), '経理の基本');
    await paste('何か');
    const preview = within(await screen.findByRole('region', { name: '読み取った内容' }));
    preview.getByText('2問を読み取りました');
    expect(within(preview.getByRole('list', { name: '読み取った列' })).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['話題', '質問', '正解', '種類', '使わない列']);
    preview.getByText('3行目: 質問がありません');
    preview.getByText('買掛金とは？');
    preview.getByText('言い換え');
    expect(created).toEqual([]);
    await user.click(await screen.findByRole('button', { name: '2問で質問セットを作る' }));
    await waitFor(() => expect(address()).toBe('/app/retest/sets/3'));
    expect(created).toEqual([{ poc_id: 1, name: '経理の基本', questions: pasted.questions.map(({ line: _line, ...question }) => question) }]);
  });

  it('cannot be made while nothing of the pasted text can be read, and keeps the text over a reload', async () => {
    const handlers = retestHandlers({ 'questionSets.parse': () => ({ questions: [], problems: [{ line: 1, problem: 'unreadable' }], columns: ['question'] }) });
    await openApp('/retest/sets/new', handlers);
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: '質問セットを作る' })).disabled).toBe(false);
    await paste('"閉じていない');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '質問セットを作る' }).disabled).toBe(true);
    await screen.findByText('1行目: 引用符（"）が閉じていません');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '質問セットを作る' }).disabled).toBe(true);
    cleanup();
    await openApp('/retest/sets/new', handlers);
    expect((await pasteBox()).value).toBe('"閉じていない');
  });
});

describe('a change of a question set', () => {
  it('that somebody forestalled says who, keeps what was typed, and is sent for the new version', async () => {
    let version = 4;
    const seen: unknown[] = [];
    const { user } = await openApp(
      '/retest/sets/3',
      retestHandlers({
        'questionSets.get': () => aSet({ version }),
        'questionSets.versions': () => [{ version, created_at: '2026-01-31T09:00:00.000Z', created_by: '山田', question_count: 1, added: 0, removed: 0 }],
        'questionSets.change': (input: { seen_version: number }) => {
          seen.push(input);
          if (input.seen_version !== 4 || seen.length > 1) return aSet({ version: 6, question_count: 2 });
          version = 5;
          throw refuse('CONFLICT');
        },
      }),
    );
    await user.click(await screen.findByRole('radio', { name: '1問ずつ' }));
    const question = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '質問' });
    await user.type(question, '買掛金とは？');
    await user.click(screen.getByRole('button', { name: '質問を加える' }));
    expect((await screen.findByRole('alert')).textContent).toContain('山田さんが');
    expect(question.value).toBe('買掛金とは？');
    const add = screen.getByRole<HTMLButtonElement>('button', { name: '質問を加える' });
    expect(add.disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: '新しい版を見る' }));
    await waitFor(() => expect(add.disabled).toBe(false));
    expect(question.value).toBe('買掛金とは？');
    await user.click(add);
    await waitFor(() => expect(seen).toHaveLength(2));
    expect(seen).toMatchObject([{ seen_version: 4 }, { seen_version: 5, add: [{ question: '買掛金とは？', kind: 'question', expected_answer: null, topic: null }] }]);
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '質問' }).value).toBe(''));
  });

  it('adds a sibling to the question that it belongs to', async () => {
    const changes: unknown[] = [];
    const { user } = await openApp('/retest/sets/3', retestHandlers({ 'questionSets.change': (input) => (changes.push(input), aSet({ version: 5 })) }));
    await user.click(await screen.findByRole('button', { name: '#31 の操作' }));
    await user.click(await screen.findByRole('menuitem', { name: 'ひっかけを加える' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'ひっかけを加える' }));
    await user.type(dialog.getByRole('textbox', { name: '質問' }), '買掛金とは？');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(changes).toEqual([{ set_id: 3, seen_version: 4, add: [{ question: '買掛金とは？', expected_answer: null, topic: null, kind: 'near_miss', sibling_of_id: 31 }], remove: [], replace: [] }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is taken back as a new version: what came goes, what went comes back', async () => {
    const changes: unknown[] = [];
    const set: QuestionSet = aSet({ version: 2 });
    const { user } = await openApp(
      '/retest/sets/3',
      retestHandlers({
        'questionSets.get': () => set,
        'questionSets.versions': () => [
          { version: 2, created_at: '2026-01-31T09:00:00.000Z', created_by: '山田', question_count: 1, added: 1, removed: 1 },
          { version: 1, created_at: '2026-01-30T09:00:00.000Z', created_by: 'admin', question_count: 1, added: 1, removed: 0 },
        ],
        'questionSets.questions': ({ version }: { version?: number }) => (version === 1 ? [aQuestion({ removed_in: 2 })] : [aQuestion({ id: 32, added_in: 2, expected_answer: '違う正解' })]),
        'questionSets.change': (input) => (changes.push(input), aSet({ version: 3 })),
      }),
    );
    await user.click(await screen.findByRole('button', { name: '元に戻す' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: '元に戻す' }));
    await waitFor(() => expect(changes).toMatchObject([{ seen_version: 2, add: [], remove: [], replace: [{ id: 32, question: '売掛金とは何ですか？', expected_answer: '未回収の代金です。' }] }]));
  });

  it('is not offered to an evaluator, nor for a version that is over', async () => {
    const { user } = await openApp('/retest/sets/3?version=2', retestHandlers());
    await screen.findByText(/第2版を表示しています/);
    expect(screen.queryByRole('button', { name: '#31 の操作' })).toBeNull();
    await user.click(screen.getByRole('link', { name: '最新の版を表示' }));
    await screen.findByRole('button', { name: '#31 の操作' });
    cleanup();
    await openApp('/retest/sets/3', retestHandlers({ 'users.me': () => aUser() }));
    await screen.findByText('売掛金とは何ですか？');
    expect(screen.queryByRole('button', { name: /操作$|質問を加える|元に戻す/ })).toBeNull();
  });
});
