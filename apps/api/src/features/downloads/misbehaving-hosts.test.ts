import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sendFile } from '../../testing/file-server.js';
import { address, file, gguf, hubApp, sha256, source, type HubApp } from '../../testing/hub-app.js';
import { Downloads } from './downloads.js';

let here: HubApp;
beforeAll(async () => void (here = await hubApp()));
afterEach(async () => here.clear());
afterAll(async () => here[Symbol.asyncDispose]());

describe('a connection that breaks', () => {
  test('is taken up again where it broke, with If-Range', async () => {
    const content = gguf(300_000);
    here.hub.on(source, (request, response, nth) => sendFile(request, response, content, { etag: '"v1"', ...(nth < 4 && { breakAfter: 80_000, arrived: here.arrived }) }));
    expect(await here.settled({ address })).toMatchObject({ state: 'done' });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(content));
    expect(here.hub.ranges()).toEqual(['all', 'bytes=80000-', 'bytes=160000-', 'bytes=240000-']);
    expect(here.hub.seen.at(-1)!.headers['if-range']).toBe('"v1"');
  });

  test('to a server that knows no ranges starts again cleanly', async () => {
    const content = gguf(200_000);
    here.hub.on(source, (request, response, nth) => {
      delete request.headers.range;
      sendFile(request, response, content, nth === 1 ? { breakAfter: 150_000, arrived: here.arrived } : {});
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'done', received_bytes: 200_000 });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(content));
  });

  test('and stays broken ends with a sentence after six tries; what was received is kept and resumed', async () => {
    const content = gguf(200_000);
    let mended = false;
    here.hub.on(source, (request, response, nth) => sendFile(request, response, content, mended ? {} : { breakAfter: nth < 2 ? 50_000 : 0, arrived: here.arrived }));
    const failed = await here.settled({ address });
    expect(failed).toMatchObject({ state: 'failed', received_bytes: 50_000, error: expect.stringContaining('broke off') });
    expect(here.hub.ranges()).toHaveLength(7);
    mended = true;
    await here.downloads.resume({ download_id: failed.download_id });
    expect(await here.until(failed.download_id, 'done', 'failed')).toMatchObject({ state: 'done', error: null });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(content));
    await expect(here.downloads.resume({ download_id: failed.download_id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('on which nothing comes any more is given up and made anew', async () => {
    const content = gguf(100_000);
    here.hub.on(source, (request, response, nth) => {
      if (nth !== 1) return sendFile(request, response, content);
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10_000));
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'done' });
    expect(here.hub.ranges()).toEqual(['all', 'bytes=10000-']);
  });

  test('on which nothing ever comes ends with a sentence that says so', async () => {
    here.hub.on(source, (request, response, nth) => (nth === 0 ? sendFile(request, response, gguf(1000)) : void 0));
    const { modelsFolder, engine } = here.app.services;
    const impatient = new Downloads({ modelsFolder, engine, huggingFace: { endpoint: here.hub.url }, log: { error: () => {} }, idleMs: 200, retryMs: 1 });
    const download = await impatient.start(address, null);
    await vi.waitFor(() => expect(download).toMatchObject({ state: 'failed', error: expect.stringContaining('has sent nothing') }), { timeout: 20_000 });
    expect(here.hub.ranges()).toHaveLength(6);
  });

  test('by a busy server is tried again; by one that then says no it is not', async () => {
    const content = gguf(1000);
    here.hub.on(source, (request, response, nth) => (nth === 1 || nth === 2 ? void response.writeHead(nth === 1 ? 503 : 429).end() : sendFile(request, response, content)));
    expect(await here.settled({ address })).toMatchObject({ state: 'done' });
    here.hub.on('/owner/repo/resolve/main/gone.gguf', (request, response, nth) => (nth > 0 ? void response.writeHead(404).end() : sendFile(request, response, content)));
    expect(await here.settled({ address: 'hf:owner/repo/gone.gguf' })).toMatchObject({ state: 'failed', error: expect.stringContaining('HTTP 404') });
  });
});

describe('a file that changes at its address', () => {
  test.each([true, false])('is begun again (the server looks at If-Range: %s)', async (looksAtIfRange) => {
    const [before, after] = [gguf(200_000), gguf(200_000)];
    here.hub.on(source, (request, response, nth) => {
      if (!looksAtIfRange) delete request.headers['if-range'];
      sendFile(request, response, nth < 2 ? before : after, { etag: nth < 2 ? '"v1"' : '"v2"', ...(nth === 1 && { breakAfter: 100_000, arrived: here.arrived }) });
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'done' });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(after));
  });

  test('is begun again when it is shorter now', async () => {
    const [before, after] = [gguf(200_000), gguf(50_000)];
    here.hub.on(source, (request, response, nth) => sendFile(request, response, nth < 2 ? before : after, nth === 1 ? { breakAfter: 100_000, arrived: here.arrived } : {}));
    expect(await here.settled({ address })).toMatchObject({ state: 'done', total_bytes: 50_000 });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(after));
  });

  test('with every request is given up', async () => {
    here.hub.on(source, (request, response, nth) => {
      delete request.headers['if-range'];
      sendFile(request, response, gguf(200_000), { etag: `"${nth}"`, breakAfter: 50_000, arrived: here.arrived });
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'failed', error: expect.stringContaining('another one each time') });
  });
});

describe('a server that lies', () => {
  test('about a length that never comes', async () => {
    const content = gguf(1000);
    here.hub.on(source, (_, response) => {
      response.writeHead(200, { 'content-length': 5000 });
      response.write(content, () => setTimeout(() => response.destroy(), 5));
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'failed', error: expect.stringContaining('broke off') });
  });

  test('and sends more than it told', async () => {
    here.hub.on(source, (request, response) => {
      if (request.headers.range) response.writeHead(206, { 'content-range': 'bytes 0-3/1000' }).end('GGUF');
      else response.write(gguf(100_000), () => response.end());
    });
    expect(await here.settled({ address })).toMatchObject({ state: 'failed', error: expect.stringContaining('more than the 1000 bytes') });
  });

  test('and has another size than Hugging Face knows', async () => {
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000), { headers: { 'x-linked-size': '2000' } }));
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(/2000.*1000/) });
  });

  test('with a page that says "please sign in" is seen after four bytes', async () => {
    here.hub.on(source, (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${'x'.repeat(100_000)}`));
    expect(await here.settled({ address })).toMatchObject({ state: 'failed', received_bytes: 0, error: expect.stringContaining('not a GGUF file') });
    expect(await readdir(here.inFolder('owner/repo'))).toEqual(['model.gguf.part.json']);
  });

  test('and sends something compressed that was not asked for', async () => {
    here.hub.on(source, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('coding') });
  });
});
