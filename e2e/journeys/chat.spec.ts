import type { Page } from '@playwright/test';
import type { LlamuneClient } from '@llamune/contracts';
import type { Server } from '../server.js';
import { withoutTours } from '../without-tours.js';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

const box = (page: Page) => page.getByRole('textbox', { name: '質問', exact: true });
const entry = (page: Page, logId: number) => page.getByRole('article', { name: `ログ ${logId} の質問と回答` });
const answer = (page: Page, letter: 'A' | 'B') => page.getByRole('article', { name: new RegExp(`^${letter} の回答`) });

const signIn = async (page: Page, link: string) => {
  await withoutTours(page);
  await page.goto(link);
  await expect(page).toHaveURL(/\/app\/(?!sign-in)/);
};
/** A user, signed in, with an open session of the demo model. */
const withSession = async (page: Page, server: Server, username: string) => {
  const user = await server.register(username);
  const { session_id } = await user.client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  await signIn(page, user.signInLink);
  return { ...user, session_id };
};
const open = async (page: Page, server: Server, path: string) => {
  await page.goto(`${server.url}/app${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};
/** What an input method does while a word is converted and its Enter is pressed. */
const convert = async (page: Page, kana: string, converted: string) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: kana, selectionStart: kana.length, selectionEnd: kana.length });
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await cdp.send('Input.insertText', { text: converted });
};
/** The demo model's file, registered once more as another version. */
const secondVersion = async (server: Server) => {
  const admin = server.client(server.adminKey);
  const models = await admin.models.list.query({});
  const demo = models.find(({ id }) => id === 1)!;
  return models.find(({ parent_id, model_name }) => parent_id === demo.id && model_name === demo.model_name) ?? admin.models.create.mutate({ model_name: demo.model_name, file: demo.file, parent_id: demo.id, description: '2つ目の版' });
};
const questionsOf = async (client: LlamuneClient, session_id: number) => (await client.logs.list.query({ session_id })).toReversed().map(({ question }) => question);
const noSeriousFault = async (page: Page) => {
  expect(await seriousFaults(page)).toEqual([]);
};

test('an example is asked, asked again, and edited with an input method; each is a log of its own', async ({ page, server }) => {
  await server.client(server.adminKey).pocs.update.mutate({ poc_id: 1, example_questions: ['減価償却とは何ですか？', '簿記とは何ですか？'] });
  const { client, session_id } = await withSession(page, server, '聞き直す人');
  await open(page, server, `/sessions/${session_id}`);
  await page.getByRole('button', { name: '減価償却とは何ですか？' }).click();
  await expect(page.getByText(/物の価値が下がること/)).toBeVisible();
  const first = (await client.logs.list.query({ session_id }))[0]!.id;
  await entry(page, first).getByRole('button', { name: 'もう一度質問' }).click();
  await expect(entry(page, first + 1).getByRole('link', { name: `No.${first} の質問を、もう一度したもの` })).toBeVisible();

  // ↑ in the empty box brings the last question back; the Enter that ends a conversion sends nothing.
  await expect(entry(page, first + 1).getByRole('button', { name: 'もう一度質問' })).toBeEnabled();
  await box(page).press('ArrowUp');
  const edited = page.getByRole('textbox', { name: '直した質問' });
  await expect(edited).toBeFocused();
  await page.keyboard.press('Control+A');
  await convert(page, 'ていがくほう', '定額法とは');
  await page.keyboard.type('何ですか？');
  await expect(edited).toHaveValue('定額法とは何ですか？');
  expect(await questionsOf(client, session_id)).toHaveLength(2);
  await page.reload();
  await expect(edited).toHaveValue('定額法とは何ですか？');
  await edited.press('Enter');
  await expect(page.getByText(/毎期同じ金額の減価償却費を計上する方法です/)).toBeVisible();
  expect((await client.logs.list.query({ session_id })).toReversed().map(({ question, retry_of_id }) => [question, retry_of_id])).toEqual([
    ['減価償却とは何ですか？', null],
    ['減価償却とは何ですか？', first],
    ['定額法とは何ですか？', first + 1],
  ]);
  await entry(page, first + 2).getByRole('button', { name: /この回答の条件/ }).click();
  await expect(entry(page, first + 2).getByText('入力トークン')).toBeVisible();
  await noSeriousFault(page);
});

test('one question goes to two versions, and both answers are judged by the keyboard', async ({ page, server }) => {
  await secondVersion(server);
  const { client, signInLink } = await server.register('比べる人');
  await signIn(page, signInLink);
  await open(page, server, '/sessions/new');
  await page.getByRole('checkbox', { name: '2つのモデルを比べる' }).check();
  await page.getByRole('button', { name: 'セッションを開始' }).click();
  await expect(page).toHaveURL(/\/app\/compare\/\d+\/\d+$/);
  const [left, right] = /compare\/(\d+)\/(\d+)/.exec(page.url())!.slice(1).map(Number);
  await box(page).focus();
  await convert(page, 'ぼき', '簿記とは何ですか？');
  expect(await questionsOf(client, left!)).toEqual([]);
  await page.keyboard.press('Enter');
  for (const letter of ['A', 'B'] as const) await expect(answer(page, letter).getByRole('button', { name: 'もう一度質問' })).toBeVisible();
  await expect(answer(page, 'A')).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  await expect(answer(page, 'B')).toBeFocused();
  await page.keyboard.press('3');
  const verdicts = async () => Promise.all([left, right].map(async (session_id) => (await client.logs.list.query({ session_id: session_id! })).map(({ evaluation }) => evaluation)));
  await expect.poll(verdicts).toEqual([[1], [3]]);
  await page.getByRole('button', { name: '2つの回答の違いを見る' }).click();
  await expect(page.getByText('同じ文です。')).toBeVisible();
  await noSeriousFault(page);
  await page.reload();
  await expect(page.getByRole('region', { name: '質問: 簿記とは何ですか？' })).toHaveCount(1);
  expect(await questionsOf(client, left!)).toEqual(await questionsOf(client, right!));
});

test('a question that only one side took is told on the other, and is asked there alone', async ({ page, server }) => {
  const second = await secondVersion(server);
  const { client, session_id } = await withSession(page, server, '片方の人');
  await client.chat.send.mutate({ session_id, question: '仕訳とは何ですか？' });
  await open(page, server, `/sessions/${session_id}`);
  await page.getByRole('button', { name: 'セッションのメニュー' }).click();
  await page.getByRole('menuitem', { name: '別のモデルと比べる' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${second.model_name} 第${second.version}版`) }).click();
  await page.getByRole('button', { name: '比べる', exact: true }).click();
  await expect(page).toHaveURL(/\/app\/compare\/\d+\/\d+$/);
  const other = Number(/\d+$/.exec(page.url())![0]);
  await page.getByRole('button', { name: 'B にだけ質問' }).click();
  await expect(answer(page, 'B').getByRole('button', { name: 'もう一度質問' })).toBeVisible();

  // Ended in another window: the left side answers, the right one says why it does not.
  await client.sessions.end.mutate({ session_id: other });
  await box(page).fill('売掛金とは何ですか？');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'B にはまだ質問していません' }).getByRole('alert')).toContainText('すでに終了しています');
  await expect(answer(page, 'A').last().getByRole('button', { name: 'もう一度質問' })).toBeVisible();
  expect(await questionsOf(client, session_id)).toEqual(['仕訳とは何ですか？', '売掛金とは何ですか？']);
  expect(await questionsOf(client, other)).toEqual(['仕訳とは何ですか？']);
});

/** A network that can be cut: streams that run break off, and nothing new gets through. */
const cuttable = async (page: Page) => {
  await page.addInitScript(() => {
    const real = window.fetch;
    let running: AbortController[] = [];
    let isCut = false;
    window.addEventListener('cut', () => {
      isCut = true;
      for (const request of running) request.abort(new TypeError('network error'));
      running = [];
    });
    window.addEventListener('mend', () => (isCut = false));
    window.fetch = async (input, init) => {
      if (isCut) throw new TypeError('Failed to fetch');
      const request = new AbortController();
      running.push(request);
      return real(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, request.signal]) : request.signal });
    };
  });
  const tell = (name: 'cut' | 'mend') => page.evaluate((name) => window.dispatchEvent(new Event(name)), name);
  return { cut: () => tell('cut'), mend: () => tell('mend') };
};

test('a key that asks for a text which is still on its way gets into it, and what is pressed meanwhile judges nothing', async ({ page, server }) => {
  const { client, session_id } = await withSession(page, server, '早打ちの人');
  const { log_id } = await client.chat.send.mutate({ session_id, question: '減価償却とは何ですか？' });
  let send = () => {};
  const sent = new Promise<void>((resolve) => (send = resolve));
  await page.route(/\/judgement-texts-/, async (route) => {
    await sent;
    await route.continue();
  });
  await open(page, server, `/sessions/${session_id}`);
  await entry(page, log_id).focus();
  await page.keyboard.type('e13');
  send();
  await expect(page.getByRole('textbox', { name: '正しい回答' })).toBeFocused();
  await page.keyboard.type('。');
  await expect(page.getByRole('textbox', { name: '正しい回答' })).toHaveValue(/。。$/);
  expect((await client.logs.get.query({ log_id })).evaluation).toBeNull();
});

test('a connection lost in the middle of an answer costs no text', async ({ page, server }) => {
  // The slow model is as slow as the machine is busy.
  test.setTimeout(1_200_000);
  const patience = { timeout: 200_000 };
  await page.setViewportSize({ width: 1440, height: 500 });
  const admin = server.client(server.adminKey);
  const slow = (await admin.models.list.query({})).find(({ model_name }) => model_name === 'slow') ?? (await server.addSlowModel(admin));
  const user = await server.register('回線が切れる人');
  const { session_id } = await user.client.sessions.create.mutate({ poc_id: 1, model_id: slow.id, sampling: { max_tokens: 4000 } });
  const network = await cuttable(page);
  await signIn(page, user.signInLink);
  await open(page, server, `/sessions/${session_id}`);
  await box(page).fill('長い答えをください');
  await page.keyboard.press('Enter');
  const text = () => page.getByRole('article').locator('[aria-busy]').innerText();
  await expect.poll(async () => (await text()).length, patience).toBeGreaterThan(100);

  // Scrolled away, the reader is left where they are, and one press leads back.
  await expect.poll(async () => page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 400), patience).toBe(true);
  await page.mouse.move(900, 400);
  await page.mouse.wheel(0, -2000);
  await page.getByRole('button', { name: '書きかけの回答へ' }).click();
  await expect(page.getByRole('button', { name: '書きかけの回答へ' })).toHaveCount(0);

  await network.cut();
  await expect(page.getByText(/サーバーとの接続が切れました/).first()).toBeVisible();
  const before = (await text()).length;
  await network.mend();
  await expect.poll(async () => (await text()).length, patience).toBeGreaterThan(before + 100);
  await page.keyboard.press('Escape');
  await expect(page.getByText('途中で停止')).toBeVisible();
  const [log] = await user.client.logs.list.query({ session_id });
  expect(log!.finish_reason).toBe('stopped');
});

test('the list is searched, stays beside the session, and is a page of its own on a telephone', async ({ page, server }) => {
  const { client, session_id } = await withSession(page, server, '一覧を探す人');
  await client.chat.send.mutate({ session_id, question: '棚卸資産とは何ですか？' });
  const other = await client.sessions.create.mutate({ poc_id: 1, model_id: 1 });
  await client.chat.send.mutate({ session_id: other.session_id, question: '損益計算書とは何ですか？' });
  await open(page, server, '/sessions');
  const list = page.getByRole('navigation', { name: 'セッション一覧' });
  await expect(list.getByRole('link')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'セッションを検索' }).focus();
  await convert(page, 'たなおろし', '棚卸');
  await expect(list.getByRole('link')).toHaveCount(1);
  await list.getByRole('link', { name: /棚卸資産とは/ }).click();
  await expect(page.getByText('棚卸資産とは何ですか？').last()).toBeVisible();
  await expect(list).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(list).toBeHidden();
  await page.getByRole('link', { name: 'セッション一覧へ' }).click();
  await expect(list.getByRole('link')).toHaveCount(1);
  await expect(page).toHaveURL(/find=/);
  await noSeriousFault(page);
});
