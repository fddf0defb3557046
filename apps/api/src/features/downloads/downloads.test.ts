import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileServer, sendFile } from '../../testing/file-server.js';
import { address, file, gguf, hubApp, sha256, source, type HubApp } from '../../testing/hub-app.js';
import { Downloads } from './downloads.js';

let here: HubApp;
beforeAll(async () => void (here = await hubApp()));
afterEach(async () => {
  vi.unstubAllEnvs();
  await here.clear();
});
afterAll(async () => here[Symbol.asyncDispose]());

describe('a file of Hugging Face', () => {
  test('comes by the redirect, is checked against what Hugging Face knows, and gets its name at the end', async () => {
    const content = gguf(300_000);
    here.hub.on(source, (_, response) => response.writeHead(302, { location: '/cdn/blob?sig=secret', 'x-linked-etag': `"${sha256(content)}"`, 'x-linked-size': String(content.length) }).end());
    here.hub.on('/cdn/blob', (request, response) => sendFile(request, response, content));
    const started = await here.downloads.start({ address });
    expect(started).toMatchObject({ address, file, state: 'running', total_bytes: 300_000, sha256: sha256(content), error: null });
    expect(await here.until(started.download_id, 'done', 'failed')).toMatchObject({ state: 'done', received_bytes: 300_000, bytes_per_second: null });
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(content));
    expect(await readdir(here.inFolder('owner/repo'))).toEqual(['model.gguf']);
    expect(await here.admin.call.models.files({})).toEqual([{ file, bytes: 300_000, model_ids: [] }]);
    for (const { headers } of here.hub.seen) expect(headers).toMatchObject({ authorization: 'Bearer hf_secret', 'accept-encoding': 'identity' });
  });

  test('of a revision, and as the address of its page, is asked for where Hugging Face keeps it', async () => {
    const content = gguf(1000);
    for (const at of ['/owner/repo/resolve/v1.0/a%20b.gguf', '/owner/repo/resolve/refs%2Fpr%2F3/sub/c.gguf', '/owner/repo/resolve/main/d.gguf']) here.hub.on(at, (request, response) => sendFile(request, response, content));
    expect(await here.settled({ address: 'hf:owner/repo/a b.gguf@v1.0' })).toMatchObject({ state: 'done', file: 'owner/repo/a b.gguf' });
    expect(await here.settled({ address: 'hf:owner/repo/sub/c.gguf@refs/pr/3' })).toMatchObject({ state: 'done', file: 'owner/repo/sub/c.gguf' });
    expect(await here.settled({ address: 'https://huggingface.co/owner/repo/blob/main/d.gguf' })).toMatchObject({ state: 'done', file: 'owner/repo/d.gguf' });
  });

  test('whose token is needed elsewhere never gets it there, and https is followed', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await using cdn = await fileServer({ tls: true });
    const content = gguf(1000);
    cdn.on('/blob', (request, response) => sendFile(request, response, content));
    cdn.on('/m.gguf', (request, response) => sendFile(request, response, content));
    here.hub.on(source, (_, response) => response.writeHead(302, { location: `${cdn.url}/blob` }).end());
    expect(await here.settled({ address })).toMatchObject({ state: 'done' });
    expect(await here.settled({ address: `${cdn.url}/m.gguf?sig=1` })).toMatchObject({ state: 'done', file: 'm.gguf', address: `${cdn.url}/m.gguf` });
    expect(cdn.seen).toHaveLength(4);
    for (const { headers } of cdn.seen) expect(headers.authorization).toBeUndefined();
  });
});

describe('the checksum', () => {
  test('of other bytes: what was received is deleted, the sentence says both', async () => {
    const [wanted, sent] = [sha256(gguf(1000)), gguf(1000)];
    here.hub.on(source, (request, response) => sendFile(request, response, sent));
    const failed = await here.settled({ address, sha256: wanted.toUpperCase() });
    expect(failed).toMatchObject({ state: 'failed', received_bytes: 0, sha256: wanted });
    expect(failed.error).toContain(wanted);
    expect(failed.error).toContain(sha256(sent));
    expect(await readdir(here.inFolder('owner/repo'))).toEqual(['model.gguf.part.json']);
  });

  test('that differs from what Hugging Face knows is refused before anything is fetched', async () => {
    const [known, given] = [sha256(gguf(1000)), sha256(gguf(1000))];
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000), { headers: { 'x-linked-etag': `"${known}"` } }));
    await expect(here.downloads.start({ address, sha256: given })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(new RegExp(`${known}.*${given}`)) });
  });

  test('is right, but the header is damaged', async () => {
    const content = gguf(1000);
    here.hub.on('/owner/repo/resolve/main/corrupt-model.gguf', (request, response) => sendFile(request, response, content));
    expect(await here.settled({ address: 'hf:owner/repo/corrupt-model.gguf', sha256: sha256(content) })).toMatchObject({ state: 'failed', received_bytes: 1000, error: expect.stringContaining('not a GGUF file') });
    expect(await here.admin.call.models.files({})).toEqual([]);
  });
});

describe('pausing', () => {
  /** Sends half of it and waits. */
  const half = (content: Buffer, { hub } = here) => hub.on(source, (request, response, nth) => {
    if (nth !== 1) return sendFile(request, response, content, { etag: '"v1"' });
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    response.write(content.subarray(0, content.length / 2));
  });

  test('keeps what is there, and resuming goes on', async () => {
    const content = gguf(200_000);
    half(content);
    const { download_id } = await here.downloads.start({ address });
    await here.received(download_id, 100_000);
    expect((await here.find(download_id)).bytes_per_second).toBeGreaterThan(0);
    expect(await here.downloads.pause({ download_id })).toMatchObject({ state: 'paused', received_bytes: 100_000, bytes_per_second: null, error: null });
    expect(await here.admin.call.models.files({})).toEqual([]);
    await here.downloads.resume({ download_id });
    expect(await here.until(download_id, 'done', 'failed')).toMatchObject({ state: 'done' });
    expect(here.hub.ranges()).toEqual(['all', 'bytes=100000-']);
    expect(sha256(await readFile(here.inFolder(file)))).toBe(sha256(content));
  });

  test('is what the end of the server does; the next start shows it and goes on', async () => {
    const content = gguf(200_000);
    await using own = await hubApp();
    half(content, own);
    const { download_id, started_at } = await own.downloads.start({ address, sha256: sha256(content) });
    await own.received(download_id, 100_000);
    await own.app.services.downloads.close();
    expect(await own.find(download_id)).toMatchObject({ state: 'paused' });
    await expect(own.downloads.resume({ download_id })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });

    const next = new Downloads({ modelsFolder: own.app.services.modelsFolder, engine: own.app.services.engine, huggingFace: { endpoint: own.hub.url }, log: { error: () => {} } });
    await next.open();
    const [found] = next.list();
    expect(found).toMatchObject({ state: 'paused', file, receivedBytes: 100_000, totalBytes: 200_000, record: { id: download_id, sha256: sha256(content), startedAt: new Date(started_at) } });
    await next.resume(download_id);
    await vi.waitFor(() => expect(found!.state).toBe('done'), 20_000);
    expect(own.hub.ranges()).toEqual(['all', 'bytes=100000-']);
    expect(sha256(await readFile(own.inFolder(file)))).toBe(sha256(content));
  });

  test('and removing leaves nothing behind', async () => {
    half(gguf(200_000));
    const { download_id } = await here.downloads.start({ address });
    await here.received(download_id, 100_000);
    expect(await here.downloads.remove({ download_id })).toEqual({ download_id });
    expect(await here.downloads.list({})).toEqual([]);
    expect(await readdir(here.app.modelsDir)).toEqual([]);
    await expect(here.downloads.pause({ download_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a download that is complete only leaves the list when it is removed', async () => {
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000)));
    const { download_id } = await here.settled({ address });
    await here.downloads.remove({ download_id });
    expect(await here.admin.call.models.files({})).toHaveLength(1);
  });
});

test('a signed address is kept for the next try, but its query is never shown', async () => {
  const content = gguf(100_000);
  here.hub.on('/files/m.gguf', (request, response, nth) => sendFile(request, response, content, nth === 1 ? { breakAfter: 50_000, arrived: here.arrived } : nth === 2 ? { breakAfter: 0 } : {}));
  const { download_id } = await here.downloads.start({ address: `${here.hub.url}/files/m.gguf?sig=top-secret` });
  await here.until(download_id, 'done', 'failed');
  expect(JSON.stringify(await here.downloads.list({}))).not.toContain('secret');
  expect(here.hub.seen.every(({ path: asked }) => asked === '/files/m.gguf?sig=top-secret')).toBe(true);
});

test('the record of a download is for this user of the machine alone', async () => {
  here.hub.on(source, (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-3/4000' }).write('GGUF'));
  const { download_id } = await here.downloads.start({ address });
  const { mode } = await vi.waitFor(() => stat(here.inFolder(`${file}.part.json`)), 20_000);
  expect(mode & 0o777).toBe(0o600);
  await here.downloads.remove({ download_id });
});

test('two download at a time, the third waits for its turn', async () => {
  const names = ['a', 'b', 'c'];
  const open = new Map<string, () => void>();
  for (const name of names)
    here.hub.on(`/owner/repo/resolve/main/${name}.gguf`, (request, response, nth) => {
      const content = gguf(1000);
      if (nth === 0) return sendFile(request, response, content);
      open.set(name, () => sendFile(request, response, content));
    });
  const ids: string[] = [];
  for (const name of names) ids.push((await here.downloads.start({ address: `hf:owner/repo/${name}.gguf` })).download_id);
  await vi.waitFor(() => expect([...open.keys()].toSorted()).toEqual(['a', 'b']), 20_000);
  expect(await here.find(ids[2]!)).toMatchObject({ state: 'running', received_bytes: 0, bytes_per_second: null });
  open.get('b')!();
  await vi.waitFor(() => expect(open.has('c')).toBe(true), 20_000);
  open.get('a')!();
  open.get('c')!();
  for (const id of ids) expect(await here.until(id, 'done', 'failed')).toMatchObject({ state: 'done' });
});

test('a record that is damaged, or names another file than the one beside it, is not taken up', async () => {
  const record = (given: string) => JSON.stringify({ id: '0123456789abcdef', address: given, sha256: null, startedAt: new Date().toISOString(), parts: [{ totalBytes: 4, version: null, sha256: null }] });
  await writeFile(here.inFolder('a.gguf.part.json'), '{');
  await writeFile(here.inFolder('b.gguf.part.json'), record('hf:owner/repo/other.gguf'));
  await writeFile(here.inFolder('c.gguf.part.json'), record('file:///etc/c.gguf'));
  await here.app.services.downloads.open();
  expect(await here.downloads.list({})).toEqual([]);
});

test('a record whose file has its name already is only cleared away', async () => {
  await mkdir(here.inFolder('owner/repo'), { recursive: true });
  await writeFile(here.inFolder(file), gguf(1000));
  await writeFile(here.inFolder(`${file}.part.json`), JSON.stringify({ id: '0123456789abcdef', address, sha256: null, startedAt: new Date().toISOString(), parts: [{ totalBytes: 1000, version: null, sha256: null }] }));
  await here.app.services.downloads.open();
  expect(await here.downloads.list({})).toEqual([]);
  expect(await readdir(here.inFolder('owner/repo'))).toEqual(['model.gguf']);
});

describe('the preview', () => {
  test('says what the file is, and whether it is here already, without fetching it', async () => {
    here.hub.on(source, (request, response) => sendFile(request, response, gguf(1000)));
    expect(await here.downloads.preview({ address })).toMatchObject({ file, kind: 'model', bytes: 1000, memory_bytes: 2000, fits: true, exists: false });
    expect(await readdir(here.app.modelsDir)).toEqual([]);
    await mkdir(here.inFolder('owner/repo'), { recursive: true });
    await writeFile(here.inFolder(file), 'x');
    expect(await here.downloads.preview({ address })).toMatchObject({ exists: true });
  });

  test('of a split model counts all its parts', async () => {
    const huge = 2 ** 33;
    for (const part of [1, 2]) here.hub.on(`/owner/repo/resolve/main/m-0000${part}-of-00002.gguf`, (_, response) => response.writeHead(206, { 'content-range': `bytes 0-3/${huge}` }).end('GGUF'));
    expect(await here.downloads.preview({ address: 'hf:owner/repo/m-00001-of-00002.gguf' })).toMatchObject({ bytes: 2 * huge, memory_bytes: 2 * huge + 1000, fits: false });
  });

  test('of a damaged file gives the sentence of the engine', async () => {
    here.hub.on('/owner/repo/resolve/main/corrupt-model.gguf', (request, response) => sendFile(request, response, gguf(1000)));
    await expect(here.downloads.preview({ address: 'hf:owner/repo/corrupt-model.gguf' })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(/^address: .*not a GGUF file/) });
  });
});

test('the recommended models are addresses that can be downloaded, for every usual size of memory', async () => {
  const models = await here.downloads.recommended({});
  expect([...new Set(models.map(({ memory_gb }) => memory_gb))]).toEqual([8, 16, 32, 64]);
  expect(models.some(({ name }) => name.startsWith('Qwen2.5-14B-Instruct'))).toBe(true);
  for (const model of models) {
    here.hub.on(`/${model.address.replace(/^hf:([^/]+\/[^/]+)\//, '$1/resolve/main/')}`, (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-3/4' }).end('GGUF'));
    await expect(here.downloads.preview({ address: model.address })).resolves.toMatchObject({ exists: false });
    expect(model.fits).toBe(model.bytes < 6e9);
    expect(model.note_en).toMatch(/^[ -~]+\.$/);
  }
});
