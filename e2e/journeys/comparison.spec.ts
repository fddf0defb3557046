import type { Page } from '@playwright/test';
import { expectReport, heading, judgeByKeyboard } from '../blind-review.js';
import { addQuestionSet, compareCutOff, type TestQuestion } from '../compare-versions.js';
import type { Server } from '../server.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

/** Asked in words that no other journey uses, nor the other one here: what somebody has judged in a PoC is carried over to equal answers. */
const questionsIn = (words: (word: string) => string) =>
  ['減価償却', '売掛金', '定額法', '買掛金', '損益計算書', '貸借対照表', '発生主義', '仕訳', '棚卸資産', '簿記', '引当金', '前払費用'].map((word, at) => ({
    question: words(word),
    topic: at % 2 === 0 ? '資産と費用' : '取引と帳簿',
    ...(at % 3 !== 2 && { expected: `${word}とは、会計で使う言葉です。` }),
  }));

const prepare = async (server: Server, name: string, questions: readonly TestQuestion[]) => {
  const judge = await server.register(name);
  const setId = await addQuestionSet(server, 1, `会計の基本（${name}）`, questions);
  const comparison = await compareCutOff(server, setId);
  return { ...judge, comparison };
};
const open = async (page: Page, server: Server, link: string, where: string) => {
  await withoutTours(page);
  await page.goto(link);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app${where}`);
};
/** What a judge presses, by turns: the longer answer is better, both are the same, both are bad, or the shorter one is better. */
const keysFor = (turn: number, longer: 'a' | 'b'): string[] => {
  const [good, poor] = longer === 'a' ? ['1', '2'] : ['2', '1'];
  if (turn % 6 === 4) return ['s', '2', '2'];
  if (turn % 6 === 5) return ['x', 'Enter'];
  if (turn % 6 === 3) return [longer === 'a' ? 'b' : 'a', poor, good];
  return [longer, good, poor];
};

test('two versions are judged blind by the keyboard alone, and the report says what a count by hand says, on one sheet', async ({ page, server }, info) => {
  test.setTimeout(1_200_000);
  const questions = questionsIn((word) => `${word}とはどういう意味ですか？`);
  const { client, signInLink, comparison } = await prepare(server, '版を比べる人', questions);
  await open(page, server, signInLink, `/retest/compare/${comparison.id}`);
  await page.getByRole('link', { name: /続きを判定する/ }).press('Enter');

  // The first one wrongly, and taken back.
  await expect(heading(page)).toBeFocused();
  const first = (await heading(page).textContent())!.replace(/^残り \d+ 組 /, '');
  for (const key of ['x', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByText(/A は(新しい|前の)版、B は(新しい|前の)版でした。/)).toBeVisible();
  await expect(heading(page)).not.toContainText(first);
  await page.keyboard.press('u');
  await expect(heading(page)).toContainText(first);
  await expect(page.getByText('前に判定した組です。')).toBeVisible();
  for (const key of ['a', '2', '3']) await page.keyboard.press(key);
  await expect(heading(page)).not.toContainText(first);

  const judge = ({ a, b }: { a: string; b: string | null }, turn: number) => (b === null ? ['1'] : keysFor(turn, a.length > b.length ? 'a' : 'b'));
  expect(await judgeByKeyboard(page, judge)).toBe(comparison.progress.pairs - 1);
  await page.getByRole('link', { name: '結果を見る' }).press('Enter');
  const hand = await expectReport(page, client, comparison, info);
  expect(hand.judged).toBe(questions.length);
  expect(hand.fixed).toBeGreaterThan(0);
  expect(hand.broken).toBeGreaterThan(0);
  await expect(page.getByText(`悪くなった質問（${hand.broken}問）`)).toBeVisible();
});

test('a lost connection loses no choice, and what was typed on is saved when the server is there again', async ({ page, server, context }) => {
  test.setTimeout(1_200_000);
  const { client, signInLink, comparison } = await prepare(server, '切れて比べる人', questionsIn((word) => `${word}を簡単に説明してください。`).slice(0, 3));
  await open(page, server, signInLink, `/retest/compare/${comparison.id}/review`);
  await expect(heading(page)).toBeFocused();
  // Everything on the page can be fetched before the network goes.
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  for (const key of ['x', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByText(/選んだ内容はこの端末に残してあり/)).toBeVisible();
  expect((await client.comparisons.get.query({ comparison_id: comparison.id })).progress.judged).toBe(comparison.progress.judged);
  await context.setOffline(false);
  await expect(page.getByText(/A は(新しい|前の)版、B は(新しい|前の)版でした。/)).toBeVisible();
  expect((await client.comparisons.get.query({ comparison_id: comparison.id })).progress.judged).toBe(comparison.progress.judged + 1);
});
