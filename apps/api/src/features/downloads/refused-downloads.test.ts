import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileServer, sendFile } from '../../testing/file-server.js';
import { address, file, gguf, hubApp, source, type HubApp } from '../../testing/hub-app.js';
import { Downloads } from './downloads.js';

let here: HubApp;
beforeAll(async () => void (here = await hubApp()));
afterEach(async () => here.clear());
afterAll(async () => here[Symbol.asyncDispose]());

describe('what is refused', () => {
  test.each([
    [401, 'BAD_REQUEST', /HF_TOKEN/],
    [403, 'BAD_REQUEST', /HF_TOKEN/],
    [404, 'BAD_REQUEST', /no such file/],
    [500, 'BAD_GATEWAY', /HTTP 500/],
  ])('an address that answers %s', async (status, code, message) => {
    here.hub.on(source, (_, response) => response.writeHead(status).end('<script>hostile</script>'));
    const error = await here.downloads.start({ address }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect((error as Error).message).not.toMatch(/hostile|secret/);
    expect(await readdir(here.app.modelsDir)).toEqual([]);
  });

  test('a host that is not there, and one that never answers', async () => {
    await using silent = await fileServer();
    silent.on(source, () => {});
    const gone = await fileServer();
    await gone[Symbol.asyncDispose]();
    for (const endpoint of [gone.url, silent.url]) {
      const downloads = new Downloads({ modelsFolder: here.app.services.modelsFolder, engine: here.app.services.engine, huggingFace: { endpoint }, log: { error: () => {} }, idleMs: 200 });
      await expect(downloads.start(address, null)).rejects.toMatchObject({ kind: 'model_failed', message: expect.stringMatching(/cannot be reached|does not answer/) });
    }
  });

  test.each([
    ['another host by http', 'http://localhost:1/m.gguf', /not https/],
    ['a file of this machine', 'file:///etc/passwd', /not https/],
    ['no address', 'http://[', /no address/],
    ['itself', source, /more than 5 times/],
  ])('a redirect to %s', async (_, location, why) => {
    here.hub.on(source, (_request, response) => response.writeHead(302, { location }).end());
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(why) });
  });

  test('a file that the disk has no room for, with the numbers', async () => {
    here.hub.on(source, (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-3/900000000000000' }).end('GGUF'));
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/[\d.]+ GB free\. 900000\.0 GB/) });
    expect(await here.downloads.list({})).toEqual([]);
  });

  test('a file that is there, and a second download of the same one', async () => {
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000)));
    const both = await Promise.allSettled([here.downloads.start({ address }), here.downloads.start({ address })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await vi.waitFor(async () => expect(await here.downloads.list({})).toMatchObject([{ state: 'done' }]), 20_000);
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(file) });
  });

  test('to write over a file that somebody put there meanwhile', async () => {
    const content = gguf(1000);
    here.hub.on(source, (request, response, nth) => void (nth === 0 ? Promise.resolve() : writeFile(here.inFolder(file), 'by hand')).then(() => sendFile(request, response, content)));
    expect(await here.settled({ address })).toMatchObject({ state: 'failed', error: expect.stringContaining('left as it is') });
    expect(await readFile(here.inFolder(file), 'utf8')).toBe('by hand');
  });

  test('a way out of the models folder by a link', async () => {
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000)));
    await symlink(tmpdir(), here.inFolder('owner'));
    await expect(here.downloads.start({ address })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('models folder') });
  });

  test('everybody but an admin', async () => {
    for (const role of ['evaluator', 'learner'] as const) {
      const { call } = await here.app.signUp(role);
      await expect(call.downloads.start({ address })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(call.downloads.preview({ address })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(here.hub.seen).toEqual([]);
  });
});
