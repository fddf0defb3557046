import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

const pasted = ['話題\t質問\t正解', '資産\t売掛金とは何ですか？\t商品を売り、まだ受け取っていない代金です。', '\t\t正解だけの行', '費用\t減価償却とは何ですか？\t"固定資産の取得原価を、\n使う期間に分けることです。"', '費用\t減価償却とは何ですか\t同じ質問です'].join('\n');

test('a question set is pasted, looked at, put to a model and seen to be done, by keyboard', async ({ page, server }) => {
  const admin = server.client(server.adminKey);
  const poc = await admin.pocs.create.mutate({ name: '再テストのPoC', domain: '会計', default_system_prompt: 'あなたは会計の専門家です。' });
  await withoutTours(page);
  await page.goto(server.signInLink);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/app/logs`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: '再テスト' })).toBeVisible();
  await page.getByRole('link', { name: '質問セットを作る' }).focus();
  await page.keyboard.press('Enter');

  await page.getByLabel('名前').fill('貼り付けたセット');
  await page.getByLabel('PoC').selectOption(String(poc.id));
  await page.getByLabel('表計算や CSV からコピーした行').focus();
  await page.keyboard.insertText(pasted);
  const preview = page.getByRole('region', { name: '読み取った内容' });
  await expect(preview.getByText('2問を読み取りました')).toBeVisible();
  await expect(preview.getByText('3行目: 質問がありません')).toBeVisible();
  await expect(preview.getByText('6行目: 前の行と同じ質問です')).toBeVisible();
  expect(await admin.questionSets.list.query({ poc_id: poc.id })).toEqual([]);
  await page.getByRole('button', { name: '2問で質問セットを作る' }).press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: '貼り付けたセット' })).toBeVisible();
  const questions = page.getByRole('list', { name: '質問' });
  await expect(questions.getByRole('listitem')).toHaveCount(2);
  await expect(questions.getByText('使う期間に分けることです。')).toBeVisible();
  await page.getByRole('radio', { name: '1問ずつ' }).press('Space');
  await page.getByRole('textbox', { name: '質問', exact: true }).fill('買掛金とは何ですか？');
  await page.keyboard.press('Control+Enter');
  await expect(questions.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: '元に戻す' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: '元に戻す' }).press('Enter');
  await expect(questions.getByRole('listitem')).toHaveCount(2);

  await page.getByRole('link', { name: '再テストを始める' }).press('Enter');
  await expect(page.getByLabel('システムプロンプト')).toHaveValue('あなたは会計の専門家です。');
  // The version that is always there: another journey may have trained a second one.
  await page.getByRole('checkbox', { name: /llamune-demo 第1版/ }).press('Space');
  await page.getByRole('button', { name: '再テストを始める' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '貼り付けたセット 第3版' })).toBeVisible();
  await expect(page.getByText('2 / 2件')).toBeVisible();
  await expect(page.getByRole('status').getByText('終了')).toBeVisible();
  const [run] = await admin.runs.list.query({ poc_id: poc.id });
  const { made_by } = await admin.runs.get.query({ run_id: run!.id });
  await expect(page.getByText(made_by[0]!.file_sha256!)).toBeVisible();
  const [answer] = await admin.runs.answers.query({ run_id: run!.id });
  await expect(page.getByRole('list', { name: '回答' }).getByText(answer!.answer)).toBeVisible();
});
