// How many frames are dropped while somebody scrolls through the table of 100,000 logs: with the wheel, by dragging the scroll bar, with a finger
// on a telephone, and by holding down a key.
//
//   node bench/web/scroll.mjs [--logs 100000] [--rounds 3] [--most 5]
//
// A frame counts as dropped when the page was not ready to draw it (gaps between animation frames). `idle` is the same page left alone: what it
// drops, the machine's other work has dropped. `CPU ms` is what the page's own thread computes for each frame drawn, of 16.7. Fails when the median of the rounds
// of any way exceeds `most` percent after that of `idle` is taken off.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDataSource, migrate, startEmbeddedPostgres } from '@llamune/db';
import { chromium } from '@playwright/test';
import { fillWithLogs, people } from '../lib/many-logs.mjs';
import { startServer } from '../lib/server.mjs';

const { values: options } = parseArgs({ options: { logs: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' }, most: { type: 'string', default: '5' } } });
const frameMs = 1000 / 60;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const recordFrames = () => {
  const frames = [];
  let last = 0;
  let goesOn = true;
  const next = (now) => {
    if (last > 0) frames.push(now - last);
    last = now;
    if (goesOn) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  globalThis.stopFrames = () => {
    goesOn = false;
    return frames;
  };
};

const listOf = (page) => page.evaluateHandle(() => document.querySelector('[role=grid]').parentElement);
/** Of the scroll bar; below it is the thumb. */
const BUTTON_PX = 22;
const drag = async (page, list) => {
  // The thumb is at the top of the bar, at the right edge; down to the end and half way up again.
  const { x, y, height } = await list.evaluate((element) => {
    const { right, top, height } = element.getBoundingClientRect();
    return { x: right - (element.offsetWidth - element.clientWidth) / 2 - 1, y: top, height };
  });
  await page.mouse.move(x, y + BUTTON_PX);
  await page.mouse.down();
  for (let step = 0; step <= 180; step++) {
    const share = step < 120 ? step / 120 : 1 - (step - 120) / 120;
    await page.mouse.move(x, y + BUTTON_PX + share * (height - 2 * BUTTON_PX));
    await pause(16);
  }
  await page.mouse.up();
};
const wheel = (pixels) => async (page) => {
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < 200; turn++) {
    await page.mouse.wheel(0, pixels);
    await pause(16);
  }
};
/** As often as a held key repeats. */
const hold = async (page) => {
  await page.locator('[data-index="0"]').focus();
  for (let press = 0; press < 100; press++) await page.keyboard.press('PageDown', { delay: 33 });
};
const swipe = async (_page, _list, cdp) => {
  const touch = (type, y) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 190, y }] });
  for (let turn = 0; turn < 8; turn++) {
    await touch('touchStart', 740);
    for (let y = 700; y > 260; y -= 60) {
      await touch('touchMove', y);
      await pause(12);
    }
    await touch('touchEnd');
    await pause(400);
  }
};
const ways = [
  { name: 'idle', act: () => pause(3000), stays: true },
  { name: 'wheel, 7,500 px/s', act: wheel(120) },
  { name: 'free-spinning wheel, 20,000 px/s', act: wheel(320) },
  { name: 'dragging the scroll bar', act: drag },
  { name: 'PageDown held', act: hold },
  { name: 'flinging with a finger on a telephone', act: swipe, phone: true },
];

/** Percent of frames dropped, the longest gap in ms, and CPU ms of the page's own thread for each frame that was drawn. */
const measure = async (open, { name, act, phone = false, stays = false }) => {
  const { page, cdp, close } = await open(phone);
  await page.getByRole('row').nth(3).waitFor();
  await pause(1500);
  const list = await listOf(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const before = await busy();
  await page.evaluate(recordFrames);
  await act(page, list, cdp);
  const frames = await page.evaluate(() => globalThis.stopFrames());
  const cpuMs = ((await busy()) - before) / frames.length;
  const scrolled = await list.evaluate((element) => element.scrollTop);
  if (!stays && scrolled === 0) throw new Error(`${name}: nothing scrolled`);
  await close();
  const lost = frames.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0);
  return { dropped: (100 * lost) / (frames.length + lost), longest: Math.max(...frames), cpuMs };
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
  return { open, stop: () => browser.close() };
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
  for (let round = 0; round < Number(options.rounds); round++) for (const way of ways) (results[way.name] ??= []).push(await measure(browser.open, way));
} finally {
  await browser.stop();
  await server.stop();
  await db.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
const rows = Object.entries(results).map(([way, rounds]) => ({ way, 'dropped %': median(rounds.map(({ dropped }) => dropped)), 'longest gap ms': median(rounds.map(({ longest }) => longest)), 'CPU ms': median(rounds.map(({ cpuMs }) => cpuMs)) }));
console.table(rows.map(({ way, ...figures }) => ({ way, ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(1))])) })));
const noise = rows[0]['dropped %'];
const tooMany = rows.filter((row) => row['dropped %'] - noise > Number(options.most)).map(({ way }) => way);
if (tooMany.length > 0) console.log(`More than ${options.most} % dropped: ${tooMany.join('; ')}`);
process.exit(tooMany.length === 0 ? 0 : 1);
