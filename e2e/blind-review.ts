import type { ComparisonResult, Evaluation, LlamuneClient } from '@llamune/contracts';
import { expect, type Page, type TestInfo } from '@playwright/test';

type Comparison = ComparisonResult['comparison'];

/** The question that is on the screen. */
export const heading = (page: Page) => page.locator('[data-full-screen] h2').first();
const side = (page: Page, name: 'A' | 'B') => page.getByRole('region', { name, exact: true });

/** What a judge has before them. `b` null: both versions answered as `a`. */
interface Shown {
  question: string;
  a: string;
  b: string | null;
}

/** Judges every pair that is left, with the keyboard alone. Answers how many. @param keysFor What is pressed for a pair, by turns from 0. */
export const judgeByKeyboard = async (page: Page, keysFor: (shown: Shown, turn: number) => string[]): Promise<number> => {
  for (let turn = 0; ; turn++) {
    await expect(heading(page)).toBeFocused();
    const text = (await heading(page).textContent())!;
    if (text === '判定が終わりました') return turn;
    // Nothing on the page tells which version is which.
    await expect(page.getByText('新しい版', { exact: true })).toHaveCount(0);
    const isEqual = (await side(page, 'A').count()) === 0;
    const answerIn = async (name: 'A' | 'B') => (await side(page, name).textContent())!;
    const shown: Shown = { question: text.replace(/^残り \d+ 組 /, ''), a: isEqual ? '' : await answerIn('A'), b: isEqual ? null : await answerIn('B') };
    for (const key of keysFor(shown, turn)) await page.keyboard.press(key);
    if (!isEqual) await expect(page.getByText('新しい版', { exact: true })).toBeVisible();
    await expect(heading(page)).not.toHaveText(text);
  }
};

/** What the result and the report say of a comparison is what a count by hand says, and the report is one sheet of A4. Begins on the page of the result. */
export const expectReport = async (page: Page, client: LlamuneClient, comparison: Comparison, info: TestInfo) => {
  const hand = await countByHand(client, comparison);
  const good = { before: hand.same_good + hand.broken, after: hand.same_good + hand.fixed };
  const p = mcNemar(hand.fixed, hand.broken);
  const sentence = new RegExp(`^${hand.judged}問中 良い ${good.before}→${good.after}（${p < 0.05 ? '偶然では説明しにくい' : '偶然でも起こりうる差'}、p=${Number(p.toFixed(4))}）。悪化 ${hand.broken}問。`);
  await expect(page.getByText(sentence)).toBeVisible();
  for (const [name, count] of [['良くなった', hand.fixed], ['悪くなった', hand.broken], ['良いまま', hand.same_good], ['良くないまま', hand.same_bad], ['未判定', 0]] as const)
    await expect(page.getByRole('link', { name: new RegExp(`^${name}.*版.*${count}$`) })).toBeVisible();

  // Behind a number are its questions.
  await page.getByRole('link', { name: /^良くなった.*版/ }).press('Enter');
  await expect(page).toHaveURL(/outcome=fixed/);
  await expect(page.locator('#questions').getByRole('region', { name: '新しい版' })).toHaveCount(hand.fixed);

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

  const pdf = (await page.pdf({ path: info.outputPath('report.pdf'), preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  return hand;
};

/** From what the two runs say of each question, without the server's own counting. */
const countByHand = async (client: LlamuneClient, { baseline, candidate }: Comparison) => {
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
