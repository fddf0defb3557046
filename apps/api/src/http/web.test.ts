import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { testApp } from '../testing/test-app.js';
import { registerWeb } from './web.js';

const script = 'export const text = 1;\n'.repeat(100);
const page = '<!doctype html><title>llamune</title>';

/** A built application, with what its build has compressed. */
const webApp = async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'llamune-web-'));
  mkdirSync(path.join(root, 'assets'));
  for (const [name, text] of [['index.html', page], ['assets/index-1.js', script]] as const) {
    writeFileSync(path.join(root, name), text);
    writeFileSync(path.join(root, `${name}.br`), brotliCompressSync(text));
    writeFileSync(path.join(root, `${name}.gz`), gzipSync(text));
  }
  writeFileSync(path.join(root, 'favicon.svg'), '<svg/>');
  const app = Fastify();
  await registerWeb(app, root);
  const get = (url: string, encoding = '') => app.inject({ url, headers: { 'accept-encoding': encoding } });
  return {
    get,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      rmSync(root, { recursive: true });
    },
  };
};

test('a file goes out as the browser takes it', async () => {
  await using web = await webApp();
  const small = await web.get('/app/assets/index-1.js', 'gzip, deflate, br');
  expect(small.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' });
  expect(small.headers['content-type']).toContain('javascript');
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script);
  // Over plain HTTP to another machine a browser does not offer brotli.
  const overHttp = await web.get('/app/assets/index-1.js', 'gzip, deflate');
  expect(overHttp.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(overHttp.rawPayload).toString()).toBe(script);
  const plain = await web.get('/app/assets/index-1.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.payload).toBe(script);
  expect((await web.get('/app/favicon.svg', 'br, gzip')).payload).toBe('<svg/>');
});

test('every page is the application, compressed and asked for anew; a file that is gone is not', async () => {
  await using web = await webApp();
  for (const url of ['/app/', '/app/sessions/5', '/app/logs?q=a.b']) {
    const { statusCode, headers, rawPayload } = await web.get(url, 'br');
    expect([url, statusCode, headers['content-encoding'], headers['cache-control']]).toEqual([url, 200, 'br', 'no-cache']);
    expect(brotliDecompressSync(rawPayload).toString()).toBe(page);
  }
  expect((await web.get('/app/assets/index-0.js', 'br')).statusCode).toBe(404);
});

test('no page may run or load anything but what this server gives', async () => {
  await using app = await testApp();
  const policyOf = async (url: string) => Object.fromEntries(String((await app.app.inject(url)).headers['content-security-policy']).split(';').map((line) => [line.split(' ', 1)[0], line.split(' ').slice(1).join(' ')]));
  expect(await policyOf('/health')).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  // The API document's own styles, and nothing else more.
  expect(await policyOf('/docs')).toMatchObject({ 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self' 'unsafe-inline'", 'connect-src': "'self'" });
});
