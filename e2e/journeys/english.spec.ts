import { doSomeWork, everyPage } from '../pages.js';
import { Server } from '../server.js';
import { visitEach } from '../visit-pages.js';
import { expect, test as base } from './test.js';

/** On a server of its own: what other journeys write is Japanese, and is shown in lists of everybody's. */
const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('in English no page says anything in Japanese, but for what people wrote', async ({ page, server }) => {
  test.setTimeout(120_000);
  const admin = server.client(server.adminKey);
  await admin.pocs.update.mutate({ poc_id: 1, name: 'Sample PoC', domain: 'Accounting', default_system_prompt: 'Answer briefly.', example_questions: ['What is an asset?'] });
  await admin.models.update.mutate({ model_id: 1, description: 'Demo' });
  const { client, signInLink } = await server.register('Reader of English');
  const pages = everyPage(await doSomeWork(client, ['What is an asset?', 'What is a liability?']));
  await page.addInitScript(() => localStorage.setItem('llamune.language', 'en'));
  await visitEach(page, server, { links: { nobody: undefined, evaluator: signInLink, admin: server.signInLink }, pages }, async (name) => {
    const japanese = await page.evaluate(() => {
      const said = [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) => ['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? ''))];
      return said.flatMap((text) => text.split('\n')).filter((line) => /[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/.test(line));
    });
    // Answers of the demo model, the first system prompt and the names of keys are data; a language is named in itself.
    const data = (line: string) => line === '日本語' || /。|です|あなた|会計|サンプル|とは|最初のキー/.test(line);
    expect.soft(japanese.filter((line) => !data(line)), name).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
