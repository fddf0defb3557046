import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './test.js';

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.signInLink);
  await expect(page).toHaveURL(/\/app\/sessions/);
});

test('registers a PoC, changes it, and a session starts with its prompt', async ({ page, server }) => {
  await page.goto(`${server.url}/app/admin/pocs`);
  await page.getByRole('button', { name: 'PoC を登録' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名前').fill('人事向けPoC');
  await dialog.getByLabel('業務の分野').fill('人事');
  await dialog.getByLabel('既定のシステムプロンプト').fill('あなたは人事の専門家です。');
  await dialog.getByRole('button', { name: /登録|保存/ }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'PoC「人事向けPoC」を編集' }).click();
  await dialog.getByLabel('既定のシステムプロンプト').fill('簡潔に答えてください。');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`${server.url}/app/sessions/new`);
  await page.getByRole('combobox', { name: 'PoC' }).selectOption({ label: '人事向けPoC — 人事' });
  await expect(page.getByRole('textbox', { name: 'システムプロンプト' })).toHaveValue('簡潔に答えてください。');
});

test('registers a model from a file in the models folder, loads it and unloads it', async ({ page, server }) => {
  const folder = path.join(server.dataDir, 'models');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(folder, 'demo/llamune-demo-v1.q8_0.gguf'), path.join(folder, 'keiri.gguf'));
  await page.goto(`${server.url}/app/admin/models`);
  await page.getByRole('button', { name: '「keiri.gguf」で登録' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'ファイルの中身' }).getByText('このマシンで動きます')).toBeVisible();
  await dialog.getByLabel('モデル名').fill('keiri');
  await dialog.getByRole('button', { name: /登録/ }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /「keiri.*」を読み込む/ }).click();
  await page.getByRole('button', { name: /「keiri.*」をメモリから降ろす/ }).click();
  await expect(page.getByRole('button', { name: /「keiri.*」を読み込む/ })).toBeVisible();
});

test('creates a user, whose link signs in, and stops the use', async ({ page, server, browser }) => {
  await page.goto(`${server.url}/app/admin/users`);
  await page.getByRole('button', { name: 'ユーザーを作成' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('ユーザー名').fill('新人さん');
  await dialog.getByRole('button', { name: '作成してキーを発行' }).click();
  const key = await page.getByText(/llamune_[\w-]{43}$/).or(page.locator('input[value^="llamune_"]')).first().evaluate((element) => (element instanceof HTMLInputElement ? element.value : (element.textContent ?? '')));
  expect(key).toMatch(/^llamune_/);
  await page.getByRole('button', { name: '保管しました' }).click();

  const other = await browser.newPage();
  await other.goto(`${server.url}/app/sign-in#key=${key}`);
  await expect(other.getByText('新人さん').first()).toBeVisible();
  const newcomer = server.client(key);
  expect(await newcomer.users.me.query({})).toMatchObject({ username: '新人さん', role: 'evaluator' });

  await page.getByRole('link', { name: /新人さん/ }).first().click();
  await page.getByRole('button', { name: '利用を停止' }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '利用を停止' }).click();
  await expect(page.getByText('停止中').first()).toBeVisible();
  await expect(newcomer.users.me.query({})).rejects.toMatchObject({ data: { httpStatus: 401 } });
  await other.reload();
  await expect(other).toHaveURL(/\/app\/sign-in/);
  await other.close();
});

test('the API document can be read offline', async ({ page, server }) => {
  await page.goto(`${server.url}/docs`);
  await expect(page.getByText('評価の更新', { exact: false }).or(page.getByText('ログ評価の更新', { exact: false })).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])
    test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
      test.use({ colorScheme, viewport });
      test('the admin pages have no serious accessibility fault and never scroll sideways', async ({ page, server }) => {
        for (const where of ['pocs', 'models', 'models?register=demo/llamune-demo-v1.q8_0.gguf', 'downloads', 'engine', 'users']) {
          await page.goto(`${server.url}/app/admin/${where}`);
          await expect(page.locator('h1')).toBeVisible();
          await page.waitForLoadState('networkidle');
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [where, id, nodes[0]?.html])).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), where).toBe(0);
        }
      });
    });
