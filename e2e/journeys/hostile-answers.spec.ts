import type { Page } from '@playwright/test';
import { startModelServer } from '../model-server.js';
import { withoutTours } from '../without-tours.js';
import { expect, test } from './test.js';

const markup = [
  '<img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload="window.hit=1"><style>body{display:none}</style>',
  '[無害](javascript:window.hit=1) [こちら](data:text/html,<script>window.hit=1</script>) <a href="javascript:window.hit=1">x</a>',
  '![図](https://outside.example/pixel.png) [![印](https://outside.example/badge.png)](https://outside.example)',
  '口座番号は \u202e4321\u202c です。',
].join('\n\n');
const answers: Record<string, string> = {
  タグ: markup,
  一行: 'あ'.repeat(90_000) + '終わり',
  表: `${'|列'.repeat(500)}|\n${'|-'.repeat(500)}|\n${`${'|値'.repeat(500)}|\n`.repeat(40)}`,
  長い表: `|科目|金額|\n|-|-:|\n${'|売掛金|1,000|\n'.repeat(5000)}`,
  入れ子: `${'>'.repeat(30_000)}\n\n${'- '.repeat(15_000)}\n\n${'['.repeat(15_000)}${']'.repeat(15_000)}\n\n${'*a '.repeat(5000)}${'a* '.repeat(5000)}`,
};

const entry = (page: Page, question: string) => page.getByRole('article').filter({ hasText: question });
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('hostile answers do nothing, in the chat, in the review and in the log', async ({ page, server }) => {
  const models = await startModelServer((question) => answers[question] ?? '？');
  try {
    const admin = server.client(server.adminKey);
    const model = await admin.models.create.mutate({ model_name: 'hostile', server_url: models.url });
    const { client, signInLink } = await server.register('狙われた人');
    await withoutTours(page);
    await page.goto(signInLink);
    await expect(page).toHaveURL(/\/app\/pocs/);
    const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id: model.id, sampling: { max_tokens: 32_768 } });
    // One is asked on the page, so that it comes in pieces; the others are there.
    for (const question of Object.keys(answers).slice(1)) await client.chat.send.mutate({ session_id, question });
    await page.goto(`${server.url}/app/sessions/${session_id}`);
    await page.getByRole('textbox', { name: '質問', exact: true }).fill('タグ');
    await page.keyboard.press('Enter');
    const tags = entry(page, 'タグ');
    await expect(tags.getByText('<img src=x onerror="window.hit=1">', { exact: false })).toBeVisible();
    await expect(tags.getByText('U+202E')).toBeVisible();
    await expect(tags.locator('.prose img, .prose script, .prose style, .prose a[href^="javascript"], .prose a[href^="data"]')).toHaveCount(0);
    await expect(tags.locator('.prose a')).toHaveAttribute('rel', /noopener noreferrer/);
    expect(await overflow(page)).toBe(0);

    const rows = entry(page, '長い表').locator('tbody tr');
    const before = await rows.count();
    expect(before).toBeGreaterThan(50);
    expect(before).toBeLessThan(5000);
    await entry(page, '長い表').getByRole('button', { name: /続きを表示/ }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
    await expect(entry(page, '一行').getByText('終わり')).toHaveCount(0);

    const logs = await client.logs.list.query({ session_id });
    for (const { id } of logs) {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`${server.url}/app/logs/${id}`);
        await expect(page.locator('.prose').first()).toBeVisible();
        expect(await overflow(page), `log ${id}, ${width} px`).toBe(0);
      }
    }
    await page.goto(`${server.url}/app/review?session=${session_id}`);
    await expect(page.locator('.prose').first()).toBeVisible();
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined();
  } finally {
    await models.stop();
  }
});
