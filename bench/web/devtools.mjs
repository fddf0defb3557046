// Chromium as people have it, and a pipe to its DevTools for the few commands that a measurement needs. Playwright also switches on what watches a page:
// with it, V8 reads the code a second time to know where in the files it is, and each page has a second world for scripts. That made 1.3 s of a page
// into 1.65 s.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const options = ['--headless', '--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--accept-lang=ja-JP'];

/** `send` is a command of the DevTools protocol; it answers the command's result. With a `sessionId`, it is for that tab. */
export const launchChromium = async ({ width, height }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [...options, `--window-size=${width},${height}`, '--remote-debugging-pipe', `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const waiting = new Map();
  const events = [];
  let unread = '';
  child.stdio[4].setEncoding('utf8').on('data', (text) => {
    const messages = (unread + text).split('\0');
    unread = messages.pop();
    for (const { id, result, error, ...event } of messages.map((message) => JSON.parse(message))) {
      if (id === undefined) events.push(event);
      else if (error) waiting.get(id).reject(new Error(error.message));
      else waiting.get(id).resolve(result);
      waiting.delete(id);
    }
  });
  let last = 0;
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      child.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });

  return {
    /** Somebody who has never been here; `tab` opens a page of theirs. */
    async newPerson() {
      const { browserContextId } = await send('Target.createBrowserContext');
      return {
        async tab(url) {
          const { targetId } = await send('Target.createTarget', { url, browserContextId, newWindow: true });
          const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
          const ofTab = (method, params) => send(method, params, sessionId);
          return {
            send: ofTab,
            /** Of the tab, so far. */
            events: () => events.filter((event) => event.sessionId === sessionId),
            async run(expression) {
              const { result, exceptionDetails } = await ofTab('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
              if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
              return result.value;
            },
            close: () => send('Target.closeTarget', { targetId }),
          };
        },
        leave: () => send('Target.disposeBrowserContext', { browserContextId }),
      };
    },
    async close() {
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
