// How many frames are dropped while somebody scrolls through the table of 100,000 logs: with the wheel, by dragging the scroll bar, with a finger
// on a telephone, and by holding down a key.
//
//   node bench/web/scroll.mjs [--logs 100000] [--rounds 3] [--most 5]
//
// A frame counts as dropped when the page was not ready to draw it (gaps between animation frames). `idle` is the same page left alone: what it
// drops, the machine's other work has dropped. The plain pages hold 2,000 lines of text and no program: less than they take, no table takes in this
// browser, which draws without a graphics card. Fails when the median of the rounds of any way exceeds `most` percent after that of `idle` is taken off.
//
// The rest hardly depends on the machine's other work: `CPU ms`, what the page's own thread computes for each frame drawn, of 16.7; `too long %`,
// the frames that would be dropped with nothing else on the machine, because what the page computes for them takes longer than a frame lasts; and
// what all processes of the browser compute for each frame.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDataSource, migrate, startEmbeddedPostgres } from '@llamune/db';
import { chromium } from '@playwright/test';
import { fillWithLogs, people } from '../lib/many-logs.mjs';
import { startServer } from '../lib/server.mjs';
import { frameWork } from './frame-work.mjs';
import { listOf, pause, plainPage, recordFrames, ways } from './scroll-ways.mjs';

const { values: options } = parseArgs({ options: { logs: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' }, most: { type: 'string', default: '5' } } });
const frameMs = 1000 / 60;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Percent of all, if each has lasted so many milliseconds. */
const droppedPercent = (frames) => {
  const lost = frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / frameMs) - 1), 0);
  return (100 * lost) / (frames.length + lost);
};

const measure = async ({ open, trace, cpuMs }, { name, act, phone = false, stays = false, plain = false }) => {
  const { page, cdp, close } = await open(phone);
  if (plain) {
    // The table's own page refuses what is written into it.
    await page.goto('about:blank');
    await page.setContent(plainPage);
  }
  await page.getByRole('row').nth(3).waitFor();
  await pause(1500);
  const list = await listOf(page);
  let frames;
  let browserMs;
  const work = await trace(async () => {
    const before = await cpuMs();
    await page.evaluate(recordFrames);
    await act(page, list, cdp);
    frames = await page.evaluate(() => globalThis.stopFrames());
    browserMs = ((await cpuMs()) - before) / frames.length;
  });
  const scrolled = await list.evaluate((element) => element.scrollTop);
  if (!stays && scrolled === 0) throw new Error(`${name}: nothing scrolled`);
  await close();
  return {
    'dropped %': droppedPercent(frames),
    'longest gap ms': Math.max(...frames),
    'CPU ms': work.reduce((sum, ms) => sum + ms, 0) / work.length,
    'too long %': droppedPercent(work.map((ms) => Math.ceil(ms / frameMs) * frameMs)),
    'browser CPU ms': browserMs,
  };
};

const startBrowser = async (url) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  const open = async (phone) => {
    const context = await browser.newContext({ locale: 'ja-JP', ...(phone ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } : { viewport: { width: 1440, height: 900 } }) });
    await context.addInitScript((key) => localStorage.setItem('llamune.api-key', key), people.admin);
    const page = await context.newPage();
    await page.goto(`${url}/app/logs`);
    return { page, cdp: await context.newCDPSession(page), close: () => context.close() };
  };
  const session = await browser.newBrowserCDPSession();
  /** Of all its processes, since they began. */
  const cpuMs = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  return { open, cpuMs, trace: (run) => frameWork(browser, run), stop: () => browser.close() };
};

const dataDir = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
const url = `${postgres.url()}&statement_timeout=0`;
const db = await createDataSource({ url, poolSize: 2 }).initialize();
await migrate(db, { log: () => {} });
await fillWithLogs(db, Number(options.logs));
await db.query('VACUUM ANALYZE');
const server = await startServer({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
const browser = await startBrowser(server.url);
const results = {};
try {
  // In turns: what the machine does otherwise falls on all of them.
  for (let round = 0; round < Number(options.rounds); round++) for (const way of ways) (results[way.name] ??= []).push(await measure(browser, way));
} finally {
  await browser.stop();
  await server.stop();
  await db.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
const rows = Object.entries(results).map(([way, rounds]) => ({ way, ...Object.fromEntries(Object.keys(rounds[0]).map((figure) => [figure, median(rounds.map((round) => round[figure]))])) }));
console.table(rows.map(({ way, ...figures }) => ({ way, ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(1))])) })));
const noise = rows[0]['dropped %'];
const tooMany = rows.filter((row) => row['dropped %'] - noise > Number(options.most)).map(({ way }) => way);
if (tooMany.length > 0) console.log(`More than ${options.most} % dropped: ${tooMany.join('; ')}`);
process.exit(tooMany.length === 0 ? 0 : 1);
