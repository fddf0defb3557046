// When the largest part of a page is painted (Largest Contentful Paint), for somebody who has never been here, with the processor slowed
// down four times by Chromium.
//
//   node bench/web/lcp.mjs [--slowdown 4] [--rounds 5] [--most 1500] [--width 1440]
//
// Prints the median and the slowest of the rounds for each page, in milliseconds from the click on the link. Fails when a median exceeds `most`.
// The first row is a page of one sentence and nothing else: what of each figure belongs to this machine and Chromium, whatever the application does.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launchChromium } from './devtools.mjs';
import { forEachPage, startWorkplace } from './workplace.mjs';

const { values: options } = parseArgs({
  options: { slowdown: { type: 'string', default: '4' }, rounds: { type: 'string', default: '5' }, most: { type: 'string', default: '1500' }, width: { type: 'string', default: '1440' } },
});

/** The last candidate: when it was painted, and how long ago that is, in milliseconds. */
const lastCandidate = `new Promise((resolve) =>
  new PerformanceObserver((list) => {
    const { startTime: time, element } = list.getEntries().at(-1);
    resolve({ time, ago: performance.now() - time, tag: element?.tagName ?? '' });
  }).observe({ type: 'largest-contentful-paint', buffered: true }))`;

/** Nothing of the measuring runs in the page, and nothing watches it, until it has been there for some seconds. */
const largestPaint = async (chromium, { key, address }) => {
  const person = await chromium.newPerson();
  if (key) {
    const before = await person.tab(new URL('/health', address).href);
    await sleep(300);
    await before.run(`localStorage.setItem('llamune.api-key', ${JSON.stringify(key)})`);
    await before.close();
  }
  const tab = await person.tab('about:blank');
  // A window that is just opening takes a processor from the page.
  await sleep(1000);
  await tab.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slowdown) });
  await tab.send('Page.navigate', { url: address });
  let painted;
  do {
    await sleep(3000);
    painted = await tab.run(lastCandidate);
  } while (painted.ago < 2000);
  // The page that says what went wrong is there sooner than any other. What was reported before is told now.
  await Promise.all([tab.send('Runtime.enable'), tab.send('Log.enable')]);
  const faults = tab.events().filter(({ method, params }) => method === 'Runtime.exceptionThrown' || (params.type ?? params.entry?.level) === 'error');
  if (faults.length > 0) throw new Error(`${address}: ${JSON.stringify(faults.map(({ params }) => params))}`);
  await person.leave();
  return painted;
};

const oneSentence = async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html><title>-</title><h1>一文だけのページです。</h1>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

const workplace = await startWorkplace();
const chromium = await launchChromium({ width: options.width, height: 900 });
const empty = await oneSentence();
const tooLate = [];
try {
  console.log(`page                 median  slowest  (ms, ${options.slowdown}× slowdown, ${options.rounds} rounds, load ${loadavg()[0].toFixed(1)})`);
  const measure = async (page) => {
    const rounds = [];
    for (let round = 0; round < Number(options.rounds); round++) rounds.push(await largestPaint(chromium, page));
    const sorted = rounds.toSorted((a, b) => a.time - b.time);
    const { time: median, tag } = sorted[Math.floor(sorted.length / 2)];
    if (median > Number(options.most)) tooLate.push(page.name);
    console.log(page.name.padEnd(20), median.toFixed(0).padStart(6), sorted.at(-1).time.toFixed(0).padStart(8), ` ${tag}`);
  };
  await measure({ name: 'one sentence', address: empty.address });
  await forEachPage(workplace, measure);
} finally {
  empty.close();
  await chromium.close();
  await workplace.stop();
}
if (tooLate.length > 0) console.log(`Later than ${options.most} ms: ${tooLate.join(', ')}`);
process.exit(tooLate.length === 0 ? 0 : 1);
