import type { LlamuneClient } from '@llamune/contracts';
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

/** All that people and the model have written; a language is named in itself. */
const written = async (admin: LlamuneClient): Promise<string> => {
  const [logs, sessions, pocs, models, users, keys, prompts] = await Promise.all([
    admin.logs.list.query({}),
    admin.sessions.list.query({}),
    admin.pocs.list.query({}),
    admin.models.list.query({}),
    admin.users.list.query({}),
    admin.keys.list.query({}),
    admin.pocs.prompts.query({ poc_id: 1 }),
  ]);
  return JSON.stringify([logs, sessions, pocs, models, users, keys, prompts, '日本語']);
};

test('in English no page says anything in Japanese, but for what people wrote', async ({ page, server }) => {
  test.setTimeout(1_200_000);
  const admin = server.client(server.adminKey);
  await admin.pocs.update.mutate({ poc_id: 1, name: 'Sample PoC', domain: 'Accounting', default_system_prompt: 'Answer briefly.', example_questions: ['What is an asset?'] });
  await admin.models.update.mutate({ model_id: 1, description: 'Demo' });
  const { client, signInLink } = await server.register('Reader of English');
  const pages = everyPage(await doSomeWork(server, client, ['What is an asset?', 'What is a liability?']));
  const data = await written(admin);
  await page.addInitScript(() => localStorage.setItem('llamune.language', 'en'));
  await visitEach(page, server, { links: { nobody: undefined, evaluator: signInLink, admin: server.signInLink }, pages }, async (name) => {
    const said = await page.evaluate(() => [
      document.title,
      document.body.innerText,
      ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) => ['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? '')),
    ]);
    const japanese = said.flatMap((text) => text.match(/[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+/g) ?? []);
    expect.soft(japanese.filter((words) => !data.includes(words)), name).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
