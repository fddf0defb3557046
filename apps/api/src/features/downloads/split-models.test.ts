import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendFile } from '../../testing/file-server.js';
import { gguf, hubApp, sha256, type HubApp } from '../../testing/hub-app.js';

let here: HubApp;
beforeAll(async () => void (here = await hubApp()));
afterEach(async () => here.clear());
afterAll(async () => here[Symbol.asyncDispose]());

describe('a model that is split into several files', () => {
  const parts = [1, 2, 3].map((part) => ({ name: `big-0000${part}-of-00003.gguf`, content: gguf(part * 10_000) }));
  const first = 'hf:owner/repo/q4/big-00001-of-00003.gguf';
  beforeEach(() => {
    for (const { name, content } of parts)
      here.hub.on(`/owner/repo/resolve/main/q4/${name}`, (request, response) => sendFile(request, response, content, { headers: { 'x-linked-etag': `"${sha256(content)}"` } }));
  });

  test('comes whole, is one download and one file of the folder', async () => {
    expect(await here.settled({ address: first })).toMatchObject({ state: 'done', file: 'owner/repo/q4/big-00001-of-00003.gguf', received_bytes: 60_000, total_bytes: 60_000, sha256: null });
    for (const { name, content } of parts) expect(sha256(await readFile(here.inFolder(`owner/repo/q4/${name}`)))).toBe(sha256(content));
    expect(await here.admin.call.models.files({})).toEqual([{ file: 'owner/repo/q4/big-00001-of-00003.gguf', bytes: 60_000, model_ids: [] }]);
    await expect(here.downloads.start({ address: first, sha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('one part of which is damaged on its way: only that one is deleted', async () => {
    here.hub.on(`/owner/repo/resolve/main/q4/${parts[1]!.name}`, (request, response) => sendFile(request, response, gguf(20_000), { headers: { 'x-linked-etag': `"${sha256(parts[1]!.content)}"` } }));
    expect(await here.settled({ address: first })).toMatchObject({ state: 'failed', received_bytes: 40_000, error: expect.stringContaining(parts[1]!.name) });
    expect(await here.admin.call.models.files({})).toEqual([]);
  });

  test('one name of which is taken by now: no other name is given, and resuming goes on when it is free', async () => {
    const name = 'owner/repo/q4/big-00001-of-00003.gguf';
    let byHand = false;
    here.hub.on(`/owner/repo/resolve/main/q4/${parts[2]!.name}`, (request, response) => void (byHand ? writeFile(here.inFolder(name), 'by hand') : Promise.resolve((byHand = true))).then(() => sendFile(request, response, parts[2]!.content)));
    const failed = await here.settled({ address: first });
    expect(failed).toMatchObject({ state: 'failed', received_bytes: 60_000, error: expect.stringContaining('left as it is') });
    expect((await readdir(here.inFolder('owner/repo/q4'))).filter((entry) => entry.endsWith('.gguf'))).toEqual([parts[0]!.name]);
    await rm(here.inFolder(name));
    await here.downloads.resume({ download_id: failed.download_id });
    expect(await here.until(failed.download_id, 'done', 'failed')).toMatchObject({ state: 'done' });
    expect(here.hub.ranges()).toHaveLength(3);
  });

  test('that was getting its names when the server was killed is put together again', async () => {
    await mkdir(here.inFolder('owner/repo/q4'), { recursive: true });
    const at = (index: number) => here.inFolder(`owner/repo/q4/${parts[index]!.name}`);
    await writeFile(`${at(0)}.part`, parts[0]!.content);
    await writeFile(`${at(1)}.part`, parts[1]!.content);
    await writeFile(at(2), parts[2]!.content);
    const saved = parts.map(({ content }) => ({ totalBytes: content.length, version: null, sha256: sha256(content) }));
    await writeFile(`${at(0)}.part.json`, JSON.stringify({ id: '0123456789abcdef', address: first, sha256: null, startedAt: new Date().toISOString(), parts: saved }));
    await here.app.services.downloads.open();
    expect(await here.find('0123456789abcdef')).toMatchObject({ state: 'paused', received_bytes: 60_000 });
    await here.downloads.resume({ download_id: '0123456789abcdef' });
    expect(await here.until('0123456789abcdef', 'done', 'failed')).toMatchObject({ state: 'done' });
    expect(here.hub.seen).toEqual([]);
    expect((await readdir(here.inFolder('owner/repo/q4'))).toSorted()).toEqual(parts.map(({ name }) => name));
  });
});
