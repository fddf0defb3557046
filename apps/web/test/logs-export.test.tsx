import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { timeZone } from '../src/lib/time-zone';
import { layOut, logServer } from './logs-server';
import { openApp } from './open-app';

interface Asked {
  address: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** The application on a server that also plays the file, as the test lets its parts come. */
const openWithFile = async (path: string, reply: (asked: Asked) => Response) => {
  const { handlers } = logServer(3);
  const app = await openApp(path, handlers);
  const others = globalThis.fetch;
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (address: string, init: { headers: Record<string, string>; signal: AbortSignal }) => {
    if (!address.startsWith('/logs/export')) return others(address, init);
    asked.push({ address, headers: init.headers, signal: init.signal });
    return Promise.resolve(reply(asked.at(-1)!));
  });
  const saved: { name: string; file: Blob }[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push({ name: '', file: file as Blob });
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.at(-1)!.name = this.download;
  });
  await app.user.click(await screen.findByRole('button', { name: '書き出し' }));
  return { ...app, asked, saved };
};
const start = () => screen.findByRole('button', { name: '書き出す' });

beforeEach(() => layOut());

describe('exporting', () => {
  it('asks for what is filtered, with the key, and saves it under a name with the day', async () => {
    const text = '\uFEFF番号,質問\r\n1,"\'=1+1"\r\n';
    const { user, asked, saved } = await openWithFile('/logs?poc=1&evaluation=none', () => new Response(text, { headers: { 'content-type': 'text/csv; charset=utf-8' } }));
    await user.click(await start());
    await screen.findByText(/llamune-logs-\d{4}-\d\d-\d\d\.csv（\d+ B）を保存しました/);
    expect(asked[0]!.address).toBe(`/logs/export?format=csv&time_zone=${encodeURIComponent(timeZone())}&poc_id=1&unevaluated=true`);
    expect(asked[0]!.headers['x-api-key']).toBe('llamune_test');
    expect(saved[0]!.name).toMatch(/^llamune-logs-.*\.csv$/);
    // Byte for byte: decoding and encoding would lose the mark that Excel needs.
    expect(new Uint8Array(await saved[0]!.file.arrayBuffer())).toEqual(new TextEncoder().encode(text));
  });

  it('says how much has come, and can be given up', async () => {
    let more: ReadableStreamDefaultController<Uint8Array>;
    const { user, asked, saved } = await openWithFile('/logs', ({ signal }) => {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (more = controller) });
      signal.addEventListener('abort', () => more.error(signal.reason));
      return new Response(body);
    });
    await user.click(screen.getByRole('radio', { name: /JSONL/ }));
    await user.click(await start());
    await screen.findByText('書き出しています… 0 B');
    more!.enqueue(new Uint8Array(2048));
    await screen.findByText('書き出しています… 2.0 KB');
    await user.click(screen.getByRole('button', { name: '中止' }));
    await waitFor(() => expect(asked[0]!.signal.aborted).toBe(true));
    await start();
    expect(asked[0]!.address).toBe('/logs/export?format=jsonl');
    expect(saved).toEqual([]);
  });

  it('that breaks off or is refused says so and saves nothing', async () => {
    let isRefused = true;
    const { user, saved } = await openWithFile('/logs', () => {
      if (isRefused) return Response.json({ detail: 'busy' }, { status: 503, headers: { 'retry-after': '5' } });
      return new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('cut off')) }));
    });
    await user.click(await start());
    await screen.findByText(/5秒ほど待ってから/);
    isRefused = false;
    await user.click(screen.getByRole('button', { name: 'もう一度試す' }));
    await screen.findByText(/サーバーにつながりません/);
    expect(saved).toEqual([]);
  });
});
