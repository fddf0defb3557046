import type { ComparisonResult, Evaluation, LlamuneClient } from '@llamune/contracts';
import type { Page } from '@playwright/test';
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
const heading = (page: Page) => page.locator('[data-full-screen] h2').first();
const side = (page: Page, name: 'A' | 'B') => page.getByRole('region', { name, exact: true });

/** What a judge presses, by turns: the longer answer is better, both are the same, both are bad, or the shorter one is better. */
const keysFor = (turn: number, longer: 'a' | 'b'): string[] => {
  const [good, poor] = longer === 'a' ? ['1', '2'] : ['2', '1'];
  if (turn % 6 === 4) return ['s', '2', '2'];
  if (turn % 6 === 5) return ['x', 'Enter'];
  if (turn % 6 === 3) return [longer === 'a' ? 'b' : 'a', poor, good];
  return [longer, good, poor];
};

const judgeAll = async (page: Page) => {
  let turn = 0;
  for (;; turn++) {
    await expect(heading(page)).toBeFocused();
    const question = await heading(page).textContent();
    if (question === '判定が終わりました') return turn;
    // Nothing on the page tells which version is which.
    await expect(page.getByText('新しい版', { exact: true })).toHaveCount(0);
    const isEqual = (await side(page, 'A').count()) === 0;
    const [a, b] = isEqual ? [0, 0] : [(await side(page, 'A').textContent())!.length, (await side(page, 'B').textContent())!.length];
    for (const key of isEqual ? ['1'] : keysFor(turn, a > b ? 'a' : 'b')) await page.keyboard.press(key);
    if (!isEqual) await expect(page.getByText('新しい版', { exact: true })).toBeVisible();
    await expect(heading(page)).not.toHaveText(question!);
  }
};

/** From what the two runs say of each question, without the server's own counting. */
const countByHand = async (client: LlamuneClient, { baseline, candidate }: ComparisonResult['comparison']) => {
  const evaluations = async (run_id: number) => new Map((await client.runs.answers.query({ run_id, limit: 200 })).map(({ question, evaluation }) => [question.id, evaluation]));
  const [before, after] = [await evaluations(baseline.run_id), await evaluations(candidate.run_id)];
  const pairs = [...before].map(([id, evaluation]) => [evaluation, after.get(id)!] as const).filter((pair): pair is [Evaluation, Evaluation] => pair[0] !== null && pair[1] !== null);
  const count = (was: boolean, is: boolean) => pairs.filter(([old, young]) => (old === 1) === was && (young === 1) === is).length;
  return { judged: pairs.length, fixed: count(false, true), broken: count(true, false), same_good: count(true, true), same_bad: count(false, false) };
};
const wilson = (good: number, judged: number) => {
  const z = 1.959964;
  const [p, w] = [good / judged, z ** 2 / judged];
  const [middle, half] = [(p + w / 2) / (1 + w), ((z / (1 + w)) * Math.sqrt(p * (1 - p) * judged + z ** 2 / 4)) / judged];
  return { rate: Math.round(100 * p), low: Math.round(100 * (middle - half)), high: Math.round(100 * (middle + half)) };
};
/** Twice the chance of so few of one kind among those that changed. */
const mcNemar = (fixed: number, broken: number) => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const n = fixed + broken;
  const tail = Array.from({ length: Math.min(fixed, broken) + 1 }, (_, k) => choose(n, k)).reduce((sum, ways) => sum + ways, 0);
  return Math.min(1, (2 * tail) / 2 ** n);
};

test('two versions are judged blind by the keyboard alone, and the report says what a count by hand says, on one sheet', async ({ page, server }, info) => {
  test.setTimeout(240_000);
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

  expect(await judgeAll(page)).toBe(comparison.progress.pairs - 1);
  await page.getByRole('link', { name: '結果を見る' }).press('Enter');
  const hand = await countByHand(client, comparison);
  expect(hand.judged).toBe(questions.length);
  expect(hand.fixed).toBeGreaterThan(0);
  expect(hand.broken).toBeGreaterThan(0);
  const good = { before: hand.same_good + hand.broken, after: hand.same_good + hand.fixed };
  const p = mcNemar(hand.fixed, hand.broken);
  const sentence = new RegExp(`^${hand.judged}問中 良い ${good.before}→${good.after}（偶然でも起こりうる差、p=${Number(p.toFixed(4))}）。悪化 ${hand.broken}問。`);
  await expect(page.getByText(sentence)).toBeVisible();
  for (const [name, count] of [['良くなった', hand.fixed], ['悪くなった', hand.broken], ['良いまま', hand.same_good], ['良くないまま', hand.same_bad], ['未判定', 0]] as const)
    await expect(page.getByRole('link', { name: new RegExp(`^${name}.*版.*${count}$`) })).toBeVisible();

  // Behind a number are its questions.
  await page.getByRole('link', { name: /^悪くなった.*版/ }).press('Enter');
  await expect(page).toHaveURL(/outcome=broken/);
  await expect(page.locator('#questions').getByRole('region', { name: '新しい版' })).toHaveCount(hand.broken);

  await page.getByRole('link', { name: '検証報告書' }).press('Enter');
  await expect(page.getByText(sentence)).toBeVisible();
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  for (const [name, count] of [['良くなった', hand.fixed], ['悪くなった', hand.broken], ['良いまま', hand.same_good], ['良くないまま', hand.same_bad], ['合計', hand.judged]] as const)
    await expect(row(name).getByRole('cell')).toHaveText(String(count));
  const share = (count: number) => {
    const { rate, low, high } = wilson(count, hand.judged);
    return `${count}/${hand.judged} ${rate}%（${low}〜${high}%）`;
  };
  await expect(row('すべての質問').getByRole('cell')).toHaveText([share(good.before), share(good.after)]);
  await expect(page.getByText(`悪くなった質問（${hand.broken}問）`)).toBeVisible();

  const pdf = await page.pdf({ path: info.outputPath('report.pdf'), preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
});

test('a lost connection loses no choice, and what was typed on is saved when the server is there again', async ({ page, server, context }) => {
  test.setTimeout(240_000);
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
