// What the page's own thread computes for each frame: by the clock of the thread, which stands while the machine does something else.

const readAll = async (session, handle) => {
  const parts = [];
  for (;;) {
    const { data, eof, base64Encoded } = await session.send('IO.read', { handle, size: 1 << 20 });
    parts.push(base64Encoded ? Buffer.from(data, 'base64') : Buffer.from(data));
    if (eof) return JSON.parse(Buffer.concat(parts).toString('utf8')).traceEvents;
  }
};

/** Milliseconds of each frame: all that the thread did since the one before. */
const framesIn = (events) => {
  const drawn = events.filter(({ name }) => name === 'FireAnimationFrame').toSorted((one, other) => one.ts - other.ts);
  const { pid, tid } = drawn[0];
  const tasks = events.filter((event) => event.name === 'ThreadControllerImpl::RunTask' && event.ph === 'X' && event.pid === pid && event.tid === tid).toSorted((one, other) => one.ts - other.ts);
  const frames = [];
  let work = 0;
  let next = 0;
  for (const { ts, dur, tdur = 0 } of tasks) {
    work += tdur / 1000;
    const begun = next;
    while (next < drawn.length && drawn[next].ts <= ts + dur) next += 1;
    if (next === begun) continue;
    frames.push(work);
    work = 0;
  }
  return frames;
};

/** Runs it with a page that asks for animation frames all the while. */
export const frameWork = async (browser, run) => {
  const session = await browser.newBrowserCDPSession();
  await session.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] } });
  await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  const { stream } = await complete;
  const frames = framesIn(await readAll(session, stream));
  await session.detach();
  return frames;
};
