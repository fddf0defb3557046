import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import pg from 'pg';
import type { Server } from '../server.js';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

const many = 3000;

/** A person with three thousand logs of one session, of whom nobody else knows. Every third is judged; one asks about travel allowances; one is a formula. */
const evaluatorWithLogs = async (server: Server, name: string) => {
  const person = await server.register(name);
  const { session_id } = await person.client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  const { PGHOST, PGPORT, PGUSER, PGPASSFILE } = server.psqlEnv;
  const password = readFileSync(PGPASSFILE!, 'utf8').trim().split(':').at(-1)!;
  const db = new pg.Client({ host: PGHOST!, port: Number(PGPORT), user: PGUSER!, database: 'llamune_poc', password });
  await db.connect();
  const { rows } = await db.query<{ id: number; n: number }>(
    `INSERT INTO conversation_logs (session_id, question, answer, evaluation, evaluated_at, evaluated_by_id, user_id, poc_id, model_id, model_name, model_version, finish_reason, timestamp)
     SELECT s.id, CASE n WHEN 1500 THEN '出張の日当は課税されますか？' WHEN 1501 THEN '=1+1 を計算して' ELSE '第' || n || '問' END, '回答その' || n, CASE WHEN n % 3 = 0 THEN 1 END,
            CASE WHEN n % 3 = 0 THEN now() END, CASE WHEN n % 3 = 0 THEN s.user_id END, s.user_id, s.poc_id, s.model_id, 'llamune-demo', 1, 'stop', now() - (${many} - n) * interval '1 minute'
       FROM sessions s, generate_series(1, ${many}) n WHERE s.id = $1 ORDER BY n
     RETURNING id, coalesce(substring(question from '^第(\\d+)問$')::int, 0) AS n`,
    [session_id],
  );
  await db.end();
  const idOf = (n: number) => rows.find((row) => row.n === n)!.id;
  return { ...person, idOf };
};
let person: Awaited<ReturnType<typeof evaluatorWithLogs>>;
test.beforeAll(async ({ server }) => {
  person = await evaluatorWithLogs(server, '帳簿を見る人');
});
const openList = async (page: Page, server: Server) => {
  await page.goto(person.signInLink);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.goto(`${server.url}/app/logs`);
};
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('finds Japanese words, keeps the list as a view, and comes back to it', async ({ page, server }) => {
  await openList(page, server);
  await expect(page.getByText('3,000 件')).toBeVisible();
  await page.getByRole('searchbox', { name: '文で探す' }).fill('日当');
  await expect(page.getByText('1 件', { exact: true })).toBeVisible();
  await expect(row(page, '出張の日当は課税されますか？')).toBeVisible();
  expect(decodeURIComponent(page.url())).toMatch(/\/app\/logs\?q=日当$/);

  await page.getByRole('button', { name: 'この条件を保存' }).click();
  await page.getByRole('textbox', { name: '名前' }).fill('旅費の質問');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '旅費の質問', exact: true })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: '条件をすべて消す' }).click();
  await expect(page.getByText('3,000 件')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: '旅費の質問', exact: true }).click();
  await expect(row(page, '出張の日当は課税されますか？')).toBeVisible();
  await expect(page.getByText('1 件', { exact: true })).toBeVisible();
});

test('jumps to the end, opens the oldest, walks on from there, and comes back to the same place', async ({ page, server }) => {
  const { idOf } = person;
  await openList(page, server);
  await expect(row(page, '第3000問')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await expect(row(page, '第1問')).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(row(page, '第2問')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `ログ ${idOf(2)}` })).toBeVisible();
  await expect(page.getByText('2,999 / 3,000')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { level: 1, name: `ログ ${idOf(3)}` })).toBeVisible();
  await page.goBack();
  await expect(row(page, '第2問')).toBeFocused();
  await expect(row(page, '第2問')).toBeInViewport();
  await page.reload();
  await expect(row(page, '第2問')).toBeFocused();
});

test('judges several at once, with the keyboard alone, and takes it back; what another has changed meanwhile is left alone', async ({ page, server }) => {
  const { client, idOf } = person;
  await openList(page, server);
  await page.getByRole('button', { name: '未評価', exact: true }).click();
  await expect(page.getByText('2,000 件')).toBeVisible();
  // The first five of them: 2999, 2998, 2996, 2995, 2993.
  await row(page, '第2999問').focus();
  await page.keyboard.press('Space');
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('5 件を選択中')).toBeVisible();
  await client.logs.evaluate.mutate({ log_id: idOf(2996), evaluation: 3, reason: '先に見た' });
  await page.keyboard.press('2');
  await expect(page.getByText('4 件を「不十分」にしました。')).toBeVisible();
  await expect(page.getByText(/1 件は変更していません（ほかの人が先に変更/)).toBeVisible();
  await expect(row(page, '第2996問').getByText('間違い')).toBeVisible();
  const judged = async (n: number) => (await client.logs.get.query({ log_id: idOf(n) })).evaluation;
  expect(await Promise.all([2999, 2998, 2996, 2995, 2993].map(judged))).toEqual([2, 2, 3, 2, 2]);
  await page.keyboard.press('u');
  await expect(page.getByText('4 件を元に戻しました。')).toBeVisible();
  expect(await Promise.all([2999, 2998, 2996, 2995, 2993].map(judged))).toEqual([null, null, 3, null, null]);
  expect(await client.logs.history.query({ log_id: idOf(2999) })).toHaveLength(2);
});

test('a file of what is filtered opens in Excel as it should', async ({ page, server }) => {
  await openList(page, server);
  const save = async (format: 'CSV' | 'JSONL') => {
    await page.getByRole('button', { name: '書き出し', exact: true }).click();
    await page.getByRole('radio', { name: format }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '書き出す', exact: true }).click()]);
    await expect(page.getByText(/を保存しました/)).toBeVisible();
    await page.keyboard.press('Escape');
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  await page.getByRole('searchbox', { name: '文で探す' }).fill('計算して');
  await expect(page.getByText('1 件', { exact: true })).toBeVisible();
  const csv = await save('CSV');
  expect(csv.name).toMatch(/^llamune-logs-\d{4}-\d\d-\d\d\.csv$/);
  expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = csv.bytes.toString('utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('質問,回答');
  expect(lines[1]).toContain(`'=1+1 を計算して`);

  await page.getByRole('button', { name: '条件をすべて消す' }).click();
  await expect(page.getByText('3,000 件')).toBeVisible();
  const jsonl = await save('JSONL');
  const rows = jsonl.bytes.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { question: string });
  expect(rows).toHaveLength(many);
  expect(rows.at(-1)!.question).toBe('第1問');
});

test('no serious accessibility fault in the list and in a log, light and wide, dark and on a telephone', async ({ page, server }) => {
  const { client, idOf } = person;
  await client.logs.evaluate.mutate({ log_id: idOf(2), evaluation: 3, correct_answer: '回答その二', wrong_points: '漢数字で書く' });
  await client.logs.evaluate.mutate({ log_id: idOf(2), evaluation: 2, correct_answer: '回答その三' });
  await openList(page, server);
  const check = async () => {
    expect(await seriousFaults(page)).toEqual([]);
  };
  for (const [width, height, colorScheme] of [[1440, 900, 'light'], [390, 844, 'dark']] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${server.url}/app/logs?evaluation=none&when=7d`);
    await page.getByRole('checkbox', { name: /^ログ/ }).first().click();
    await expect(page.getByText('1 件を選択中')).toBeVisible();
    await check();
    await page.goto(`${server.url}/app/logs/${idOf(2)}`);
    await expect(page.getByText(/が変更/).first()).toBeVisible();
    await check();
  }
});
