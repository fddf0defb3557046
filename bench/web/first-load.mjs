// How much is transferred when somebody opens a page of the web application for the first time, measured in Chromium. By gzip, as it goes
// over plain HTTP to another machine: only a page from this machine or over HTTPS is offered brotli, which is shown beside it.
//
//   node bench/web/first-load.mjs [--most 200]
//
// Fails when a page needs more than so many kB of compressed JavaScript. What is fetched later, when the page is quiet, is told apart.
import { parseArgs } from 'node:util';
import { forEachPage, startWorkplace } from './workplace.mjs';

const { values: options } = parseArgs({ options: { most: { type: 'string', default: '200' } } });
const quietMs = 7000;

/** Bytes of the bodies, by kind, as they come over the wire. */
const transferred = async ({ address, open }, encoding) => {
  const { page, cdp, close } = await open();
  await page.setExtraHTTPHeaders({ 'accept-encoding': encoding });
  await cdp.send('Network.enable');
  const sums = { js: 0, css: 0, other: 0, files: 0 };
  cdp.on('Network.responseReceived', ({ response: { url, headers } }) => {
    const length = Number(headers['content-length'] ?? headers['Content-Length'] ?? 0);
    const { pathname } = new URL(url);
    const kind = pathname.endsWith('.js') ? 'js' : pathname.endsWith('.css') ? 'css' : 'other';
    if (kind === 'js' && (headers['content-encoding'] ?? headers['Content-Encoding']) !== encoding) throw new Error(`${pathname} does not come as ${encoding}`);
    sums[kind] += length;
    sums.files++;
  });
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const first = { ...sums };
  await page.waitForTimeout(encoding === 'gzip' ? quietMs : 0);
  await close();
  return { ...first, later: sums.js - first.js };
};

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const workplace = await startWorkplace();
const tooMuch = [];
try {
  console.log('page                 JS gzip      br   later     CSS   files');
  await forEachPage(workplace, async (page) => {
    const gzip = await transferred(page, 'gzip');
    const brotli = await transferred(page, 'br');
    if (gzip.js > Number(options.most) * 1000) tooMuch.push(page.name);
    console.log(page.name.padEnd(20), kB(gzip.js), kB(brotli.js), kB(gzip.later), kB(gzip.css), String(gzip.files).padStart(7));
  });
} finally {
  await workplace.stop();
}
if (tooMuch.length > 0) console.log(`More than ${options.most} kB of JavaScript: ${tooMuch.join(', ')}`);
process.exit(tooMuch.length === 0 ? 0 : 1);
