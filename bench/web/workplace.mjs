// A server with some work on it, and the pages that its people open. Shared by first-load.mjs and lcp.mjs.
import { chromium } from '@playwright/test';
import { startServer } from '../lib/server.mjs';

const questions = ['売掛金とは何ですか？', '減価償却とは何ですか？', '損益計算書とは何ですか？', '買掛金とは何ですか？', '発生主義とは何ですか？', '仕訳とは何ですか？'];

const asked = async (client, model_id) => {
  const { session_id } = await client.sessions.create.mutate({ poc_id: 1, model_id });
  const logIds = [];
  for (const question of questions) logIds.push((await client.chat.send.mutate({ session_id, question })).log_id);
  for (const [index, log_id] of logIds.slice(0, 4).entries()) await client.logs.evaluate.mutate({ log_id, evaluation: index === 0 ? 3 : 1, ...(index === 0 && { correct_answer: '売掛金とは、まだ受け取っていない代金です。' }) });
  return { session_id, logIds };
};

/** Starts it, asks and judges a little. `pages` are addresses by name; `open` gives a browser that has never been here, as that person. */
export const startWorkplace = async () => {
  const server = await startServer({ LOG_LEVEL: 'silent', REGISTRATION: 'open' });
  const admin = server.client();
  const { api_key: evaluatorKey } = await admin.users.create.mutate({ username: '佐藤 美咲' });
  const client = server.client(evaluatorKey);
  const { session_id, logIds } = await asked(client, 1);
  const other = await asked(client, 1);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const open = async (key, { width = 1440, height = 900 } = {}) => {
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width, height } });
    if (key) await context.addInitScript((value) => localStorage.setItem('llamune.api-key', value), key);
    const page = await context.newPage();
    return { page, cdp: await context.newCDPSession(page), close: () => context.close() };
  };
  return {
    url: server.url,
    open,
    keys: { nobody: undefined, evaluator: evaluatorKey, admin: server.adminKey },
    pages: {
      nobody: { 'first load': '/', 'sign-in': '/sign-in' },
      evaluator: {
        'its first load': '/',
        home: '/pocs/1',
        sessions: '/sessions',
        session: `/sessions/${session_id}`,
        'new session': '/sessions/new',
        compare: `/compare/${session_id}/${other.session_id}`,
        review: '/review',
        logs: '/logs',
        log: `/logs/${logIds[0]}`,
        account: '/account',
      },
      admin: { 'admin: PoCs': '/admin/pocs', 'admin: models': '/admin/models', 'admin: downloads': '/admin/downloads', 'admin: system': '/admin/system', 'admin: users': '/admin/users' },
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
};

/** Calls `measure` with each page, opened for the first time, one after another. */
export const forEachPage = async (workplace, measure) => {
  for (const [who, pages] of Object.entries(workplace.pages))
    for (const [name, address] of Object.entries(pages)) await measure({ who, key: workplace.keys[who], name, address: `${workplace.url}/app${address}`, open: (size) => workplace.open(workplace.keys[who], size) });
};
