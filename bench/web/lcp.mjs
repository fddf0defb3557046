// When the largest part of a page is painted (Largest Contentful Paint), for somebody who has never been here, with the processor slowed
// down four times by Chromium.
//
//   node bench/web/lcp.mjs [--slowdown 4] [--rounds 5] [--most 1500] [--width 1440]
//
// Prints the median and the slowest of the rounds for each page, in milliseconds from the click on the link. Fails when a median exceeds `most`.
// The first row is a page of one sentence and nothing else: what of each figure belongs to this machine and Chromium, whatever the application does.
// `computed` is what of the median the page's own thread has computed: on a machine with other work, nearly all the rest is waiting for a processor.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { forEachPage, startWorkplace } from './workplace.mjs';

const { values: options } = parseArgs({
  options: { slowdown: { type: 'string', default: '4' }, rounds: { type: 'string', default: '5' }, most: { type: 'string', default: '1500' }, width: { type: 'string', default: '1440' } },
});
const size = { width: Number(options.width), height: 900 };

const observe = () => {
  globalThis.painted = [];
  new PerformanceObserver((list) => globalThis.painted.push(...list.getEntries().map(({ startTime, element }) => ({ startTime, tag: element?.tagName ?? '' })))).observe({ type: 'largest-contentful-paint', buffered: true });
};

/** What the thread that painted it had computed until then, in ms, by Chromium's own trace. */
const computedUntil = (traceEvents, startTime) => {
  const painted = traceEvents.findLast(({ name }) => name === 'largestContentfulPaint::Candidate');
  const isUntilThen = ({ ts }) => ts >= painted.ts - startTime * 1000 && ts <= painted.ts;
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && event.pid === painted.pid && event.tid === painted.tid && isUntilThen(event));
  return tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
};

const largestPaint = async ({ address, open }) => {
  const { page, cdp, close } = await open(size);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slowdown) });
  await page.addInitScript(observe);
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['loading', 'disabled-by-default-devtools.timeline'] });
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  // Paint entries come a frame or two after the paint.
  await page.waitForTimeout(300);
  const { startTime, tag } = (await page.evaluate(() => globalThis.painted)).at(-1);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  await close();
  return { time: startTime, tag, computed: computedUntil(traceEvents, startTime) };
};

const oneSentence = async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html><title>-</title><h1>一文だけのページです。</h1>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

const workplace = await startWorkplace();
const empty = await oneSentence();
const tooLate = [];
try {
  console.log(`page                 median  slowest  computed  (ms, ${options.slowdown}× slowdown, ${options.rounds} rounds, load ${loadavg()[0].toFixed(1)})`);
  const measure = async (page) => {
    const rounds = [];
    for (let round = 0; round < Number(options.rounds); round++) rounds.push(await largestPaint(page));
    const sorted = rounds.toSorted((a, b) => a.time - b.time);
    const { time: median, computed, tag } = sorted[Math.floor(sorted.length / 2)];
    if (median > Number(options.most)) tooLate.push(page.name);
    console.log(page.name.padEnd(20), median.toFixed(0).padStart(6), sorted.at(-1).time.toFixed(0).padStart(8), computed.toFixed(0).padStart(9), ` ${tag}`);
  };
  await measure({ name: 'one sentence', address: empty.address, open: (shown) => workplace.open(undefined, shown) });
  await forEachPage(workplace, measure);
} finally {
  empty.close();
  await workplace.stop();
}
if (tooLate.length > 0) console.log(`Later than ${options.most} ms: ${tooLate.join(', ')}`);
process.exit(tooLate.length === 0 ? 0 : 1);
