import type { Browser, Page } from '@playwright/test';
import type { LlamuneClient } from '@llamune/contracts';
import { startModelServer } from '../model-server.js';
import type { Server } from '../server.js';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

const questions = [
  '減価償却とは何ですか？',
  '売掛金とは何ですか？',
  '定額法とは何ですか？',
  '買掛金とは何ですか？',
  '損益計算書とは何ですか？',
  '貸借対照表とは何ですか？',
  '発生主義とは何ですか？',
  '仕訳とは何ですか？',
  '棚卸資産とは何ですか？',
  '簿記とは何ですか？',
  '引当金とは何ですか？',
  '前払費用とは何ですか？',
  '未払費用とは何ですか？',
  '固定資産とは何ですか？',
  '流動資産とは何ですか？',
  '純資産とは何ですか？',
  'のれんとは何ですか？',
  '繰延資産とは何ですか？',
  '消費税とは何ですか？',
  '連結決算とは何ですか？',
];

/** A new user with so many answers of the demo model that nobody has judged. */
const withAnswers = async (server: Server, username: string, count: number) => {
  const user = await server.register(username);
  const { session_id } = await user.client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  const logIds: number[] = [];
  for (const question of questions.slice(0, count)) logIds.push((await user.client.chat.send.mutate({ session_id, question })).log_id);
  return { ...user, session_id, logIds };
};
const signIn = async (page: Page, link: string) => {
  await page.goto(link);
  await expect(page.getByRole('button', { name: 'アカウントメニュー' })).toBeVisible();
};
const review = async (page: Page, server: Server, link: string, search = '') => {
  await signIn(page, link);
  await page.goto(`${server.url}/app/review${search}`);
};
const heading = (page: Page, question: string) => page.getByRole('heading', { level: 2, name: question });
const logOf = (client: LlamuneClient, log_id: number) => client.logs.get.query({ log_id });
/** Another person's browser. */
const elsewhere = async (browser: Browser) => (await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage();

test('twenty answers are judged and corrected by the keyboard alone', async ({ page, server }) => {
  const { client, signInLink, logIds } = await withAnswers(server, '鍵盤の人', 20);
  await review(page, server, signInLink);
  const keys = page.keyboard;
  for (const [index, question] of questions.entries()) {
    await expect(heading(page, question)).toBeFocused();
    if (index % 5 === 1) {
      // 間違い, high priority, the end of the answer mended, with an input method, and a reason.
      await keys.press('3');
      await keys.press('p');
      await keys.press('e');
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Input.imeSetComposition', { text: 'なおし', selectionStart: 3, selectionEnd: 3 });
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
      await cdp.send('Input.insertText', { text: `（直した${index}）` });
      await keys.press('Tab');
      await keys.insertText('負債と取り違えている');
      await keys.press('Control+Enter');
    } else if (index % 5 === 2) {
      await keys.press('2');
      await keys.press('Control+Enter');
    } else await keys.press('1');
  }
  await expect(page.getByRole('heading', { name: '最後まで進みました' })).toBeFocused();
  await expect(page.getByText('20 / 20 件')).toBeVisible();
  const logs = await Promise.all(logIds.map((log_id) => logOf(client, log_id)));
  expect(logs.map(({ evaluation }) => evaluation)).toEqual(questions.map((_, index) => (index % 5 === 1 ? 3 : index % 5 === 2 ? 2 : 1)));
  for (const [index, log] of logs.entries())
    if (index % 5 === 1) expect(log).toMatchObject({ priority: 1, correct_answer: `${log.answer}（直した${index}）`, reason: '負債と取り違えている' });
    else expect(log.correct_answer).toBeNull();
});

test('a judgement is taken back by u after the queue moved on', async ({ page, server }) => {
  const { client, signInLink, logIds } = await withAnswers(server, '戻す人', 3);
  await review(page, server, signInLink);
  await expect(heading(page, questions[0]!)).toBeFocused();
  await page.keyboard.press('3');
  await page.keyboard.press('e');
  await page.keyboard.insertText('つけたし');
  await page.keyboard.press('Control+Enter');
  await expect(heading(page, questions[1]!)).toBeFocused();
  await expect.poll(async () => (await logOf(client, logIds[0]!)).correct_answer).toMatch(/つけたし$/);
  await page.keyboard.press('u');
  await expect(heading(page, questions[0]!)).toBeFocused();
  await expect.poll(async () => logOf(client, logIds[0]!)).toMatchObject({ evaluation: null, correct_answer: null });
  await page.getByRole('button', { name: 'やり直す' }).click();
  await expect.poll(async () => (await logOf(client, logIds[0]!)).correct_answer).toMatch(/つけたし$/);
  expect((await client.logs.history.query({ log_id: logIds[0]! })).length).toBeGreaterThanOrEqual(3);
});

test('what is taken back while it is still on its way is taken back', async ({ page, server }) => {
  const { client, signInLink, logIds } = await withAnswers(server, 'すぐ戻す人', 2);
  await review(page, server, signInLink);
  await expect(heading(page, questions[0]!)).toBeFocused();
  let arrived = 0;
  let isToKnow = false;
  // The server has each of them before the page knows.
  await page.route('**/trpc/logs.evaluate**', async (route) => {
    const response = await route.fetch();
    arrived++;
    if (arrived === 2) await expect.poll(() => isToKnow).toBe(true);
    await route.fulfill({ response });
  });
  await page.keyboard.press('3');
  await page.keyboard.press('e');
  await page.keyboard.insertText('つけたし');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => arrived).toBe(2);
  await page.keyboard.press('u');
  await expect(heading(page, questions[0]!)).toBeFocused();
  isToKnow = true;
  await expect.poll(async () => logOf(client, logIds[0]!)).toMatchObject({ evaluation: null, correct_answer: null });
  await page.unrouteAll({ behavior: 'wait' });
});

const points = async (page: Page, question: string) => {
  await expect(heading(page, question)).toBeFocused();
  await page.keyboard.press('2');
  await page.getByRole('radio', { name: '要点から書く' }).click();
  await page.getByRole('textbox', { name: '不足している部分' }).fill('取得原価を費用として配分すること');
};

test('the model drafts a correct answer from the points', async ({ page, server }) => {
  const asked: string[] = [];
  const models = await startModelServer((question) => {
    asked.push(question);
    return asked.length === 1 ? '減価償却とは、資産を捨てることです。' : '減価償却とは、取得原価を費用として配分することです。';
  });
  try {
    const { id } = await server.client(server.adminKey).models.create.mutate({ model_name: 'drafts', server_url: models.url });
    const { client, signInLink } = await server.register('要点の人');
    const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: id });
    const { log_id } = await client.chat.send.mutate({ session_id, question: questions[0]! });
    await review(page, server, signInLink);
    await points(page, questions[0]!);
    await page.getByRole('button', { name: 'モデルに下書きさせる' }).click();
    await expect(page.getByText(/モデルの下書きです/)).toBeVisible();
    const box = page.getByRole('textbox', { name: '正しい回答' });
    await expect(box).toHaveValue('減価償却とは、取得原価を費用として配分することです。');
    expect(asked[1]).toContain('取得原価を費用として配分すること');
    expect(await logOf(client, log_id)).toMatchObject({ missing_points: '取得原価を費用として配分すること', correct_answer: null });
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await logOf(client, log_id)).correct_answer).toBe('減価償却とは、取得原価を費用として配分することです。');
  } finally {
    await models.stop();
  }
});

test('the demo model is not asked for a draft that it could not write, and the points are kept', async ({ page, server }) => {
  const { client, signInLink, logIds } = await withAnswers(server, 'デモの要点の人', 1);
  await review(page, server, signInLink);
  await points(page, questions[0]!);
  await expect(page.getByText(/デモ用モデルは、要点をふまえた下書きを書けません/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'モデルに下書きさせる' })).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => logOf(client, logIds[0]!)).toMatchObject({ evaluation: 2, missing_points: '取得原価を費用として配分すること', correct_answer: null });
});

test('two tabs of one person show the same and do not save over each other', async ({ page, server, context }) => {
  const { client, signInLink, logIds } = await withAnswers(server, '二枚の人', 1);
  const [logId] = logIds as [number];
  await signIn(page, signInLink);
  await page.goto(`${server.url}/app/logs/${logId}`);
  const other = await context.newPage();
  await other.goto(`${server.url}/app/review`);
  // Before it is judged in the first one: a queue that is fetched later would not have it any more.
  await expect(heading(other, questions[0]!)).toBeVisible();
  const reason = (tab: Page) => tab.getByRole('textbox', { name: '理由' });
  await page.getByRole('button', { name: '間違い' }).click();
  await expect(other.getByRole('button', { name: '間違い' })).toHaveAttribute('aria-pressed', 'true');
  await reason(page).fill('一枚目で書いた理由');
  await other.keyboard.press('r');
  await expect(reason(other)).toHaveValue('一枚目で書いた理由');
  await other.getByRole('textbox', { name: 'メモ' }).fill('二枚目で書いたメモ');
  await expect(page.getByRole('textbox', { name: 'メモ' })).toHaveValue('二枚目で書いたメモ');
  await other.keyboard.press('Control+Enter');
  await expect.poll(async () => logOf(client, logId)).toMatchObject({ evaluation: 3, reason: '一枚目で書いた理由', memo: '二枚目で書いたメモ' });
  await expect(page.getByText(/この評価を変え/)).toHaveCount(0);
});

test('an owner and an admin on one log: what one of them changed goes through, what both changed is chosen', async ({ page, server, browser }) => {
  const { client, signInLink, logIds } = await withAnswers(server, '持ち主', 1);
  const [logId] = logIds as [number];
  const admin = await elsewhere(browser);
  await review(page, server, signInLink);
  await review(admin, server, server.signInLink, '?mine=false');
  await admin.goto(`${server.url}/app/review?mine=false&at=${logId}`);
  await expect(heading(admin, questions[0]!)).toBeFocused();
  await page.keyboard.press('r');
  await page.keyboard.insertText('持ち主の理由');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect.poll(async () => (await logOf(client, logId)).evaluation).toBe(2);
  // The admin has not seen that.
  await admin.keyboard.press('r');
  await admin.keyboard.insertText('管理者の理由');
  await admin.keyboard.press('Escape');
  await admin.keyboard.press('p');
  await expect(admin.getByText(/持ち主さんも、この評価を変えました/)).toBeVisible();
  await expect.poll(async () => logOf(client, logId)).toMatchObject({ evaluation: 2, priority: 1, reason: '持ち主の理由' });
  await admin.getByRole('button', { name: '自分の入力にする' }).click();
  await expect.poll(async () => logOf(client, logId)).toMatchObject({ evaluation: 2, priority: 1, reason: '管理者の理由' });
  await admin.context().close();
});

test('fifteen minutes end after the answer that is being judged', async ({ page, server }) => {
  const { signInLink } = await withAnswers(server, '十五分の人', 4);
  await page.clock.install();
  await review(page, server, signInLink);
  // The server takes the first judgement, and the page is reloaded before it knows.
  let hasArrived = false;
  await page.route('**/trpc/logs.evaluate**', async (route) => {
    if (hasArrived) return route.continue();
    await route.fetch();
    hasArrived = true;
  });
  await page.getByRole('button', { name: '15分モード' }).click();
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await expect(heading(page, questions[1]!)).toBeFocused();
  await expect.poll(() => hasArrived).toBe(true);
  await page.clock.fastForward('07:00');
  await page.reload();
  await expect(page.getByText(/残り [78]分/)).toBeVisible();
  await page.clock.fastForward('09:00');
  await expect(page.getByText('時間です（この回答まで）')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'お疲れさまでした' })).toHaveCount(0);
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'お疲れさまでした' })).toBeFocused();
  await expect(page.getByRole('definition').first()).toHaveText('2');
  await page.getByRole('button', { name: 'あと5分' }).click();
  await expect(heading(page, questions[2]!)).toBeFocused();
});

test('a lost connection keeps the judgements and sends them when the server is there again', async ({ page, server, context }) => {
  const { client, signInLink, logIds } = await withAnswers(server, '切れる人', 2);
  await review(page, server, signInLink);
  await expect(heading(page, questions[0]!)).toBeFocused();
  // So that the next one has been fetched.
  await page.keyboard.press('ArrowRight');
  await expect(heading(page, questions[1]!)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(heading(page, questions[0]!)).toBeFocused();
  await context.setOffline(true);
  await page.keyboard.press('1');
  await expect(heading(page, questions[1]!)).toBeFocused();
  await expect(page.getByText(/1件の評価はこの端末に残してあり/)).toBeVisible();
  await context.setOffline(false);
  await expect.poll(async () => (await logOf(client, logIds[0]!)).evaluation).toBe(1);
  await expect(page.getByText(/この端末に残してあり/)).toHaveCount(0);
});

test('at 390 px the verdicts are under the thumb, and axe finds nothing serious in either theme', async ({ page, server }) => {
  const { signInLink } = await withAnswers(server, '電話の人', 2);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const theme of ['light', 'dark']) {
    await review(page, server, signInLink);
    await page.evaluate((chosen) => localStorage.setItem('llamune.theme', chosen), theme);
    await page.reload();
    await page.getByRole('button', { name: '間違い' }).click();
    await expect(page.getByRole('textbox', { name: '正しい回答' })).toBeVisible();
    const box = (await page.getByRole('button', { name: '良い' }).boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
