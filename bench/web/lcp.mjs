// When the largest part of a page is painted (Largest Contentful Paint), for somebody who has never been here, with the processor slowed
// down four times by Chromium.
//
//   node bench/web/lcp.mjs [--slowdown 4] [--rounds 5] [--most 1500] [--width 1440]
//
// Prints the median and the slowest of the rounds for each page, in milliseconds from the click on the link. Fails when a median exceeds `most`.
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

const largestPaint = async ({ address, open }) => {
  const { page, cdp, close } = await open(size);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slowdown) });
  await page.addInitScript(observe);
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  // Paint entries come a frame or two after the paint.
  await page.waitForTimeout(300);
  const painted = await page.evaluate(() => globalThis.painted);
  await close();
  return painted.at(-1);
};

const workplace = await startWorkplace();
const tooLate = [];
try {
  console.log(`page                 median  slowest  (ms, ${options.slowdown}× slowdown, ${options.rounds} rounds)`);
  await forEachPage(workplace, async (page) => {
    const rounds = [];
    for (let round = 0; round < Number(options.rounds); round++) rounds.push(await largestPaint(page));
    const times = rounds.map(({ startTime }) => startTime).toSorted((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)];
    if (median > Number(options.most)) tooLate.push(page.name);
    console.log(page.name.padEnd(20), median.toFixed(0).padStart(6), times.at(-1).toFixed(0).padStart(8), ` ${rounds.at(-1).tag}`);
  });
} finally {
  await workplace.stop();
}
if (tooLate.length > 0) console.log(`Later than ${options.most} ms: ${tooLate.join(', ')}`);
process.exit(tooLate.length === 0 ? 0 : 1);
