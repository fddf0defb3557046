import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import type { ModelDownload } from '@llamune/contracts';
import { expect, vi } from 'vitest';
import { fileServer } from './file-server.js';
import { testApp } from './test-app.js';

/** What begins like a model; the scripted engine does not look further. */
export const gguf = (bytes: number) => Buffer.concat([Buffer.from('GGUF'), randomBytes(bytes - 4)]);
export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** One file of the hub: its address, where the hub has it, and its name in the models folder. */
export const address = 'hf:owner/repo/model.gguf';
export const source = '/owner/repo/resolve/main/model.gguf';
export const file = 'owner/repo/model.gguf';

/** A server whose Hugging Face is a server of this test: `await using`. */
export const hubApp = async () => {
  const hub = await fileServer();
  const app = await testApp({ huggingFace: { endpoint: hub.url, token: 'hf_secret' } });
  const admin = await app.signUp('admin');
  const { downloads } = admin.call;
  const find = async (id: string): Promise<ModelDownload> => (await downloads.list({})).find(({ download_id }) => download_id === id)!;
  /** Waits until a download is in one of these states. */
  const until = async (id: string, ...states: ModelDownload['state'][]) => {
    await vi.waitFor(async () => expect(states).toContain((await find(id)).state), { timeout: 20_000, interval: 10 });
    return find(id);
  };
  return {
    hub,
    app,
    admin,
    downloads,
    find,
    until,
    inFolder: (name: string) => path.join(app.modelsDir, name),
    /** For a connection that is to break after so many bytes; one that the download itself gave up brings no more. */
    arrived: (bytes: number, connection: ServerResponse) =>
      vi.waitFor(() => expect(connection.destroyed || app.services.downloads.list().some(({ receivedBytes }) => receivedBytes >= bytes)).toBe(true), { timeout: 20_000, interval: 5 }),
    /** Starts a download and waits for its end. */
    settled: async (given: { address: string; sha256?: string }) => until((await downloads.start(given)).download_id, 'done', 'failed'),
    received: (id: string, bytes: number) => vi.waitFor(async () => expect((await find(id)).received_bytes).toBeGreaterThanOrEqual(bytes), { timeout: 20_000, interval: 10 }),
    /** As it was at first, for the next test. */
    clear: async () => {
      for (const { download_id } of await downloads.list({})) await downloads.remove({ download_id });
      for (const name of await readdir(app.modelsDir)) await rm(path.join(app.modelsDir, name), { recursive: true });
      hub.clear();
    },
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await hub[Symbol.asyncDispose]();
    },
  };
};
export type HubApp = Awaited<ReturnType<typeof hubApp>>;
