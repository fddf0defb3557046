import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.js';

interface Seen {
  path: string;
  headers: IncomingHttpHeaders;
}
type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** A real server of files, whose routes misbehave as a test wants: `await using server = await fileServer()`. */
export const fileServer = async ({ tls = false } = {}) => {
  const routes = new Map<string, { handler: Handler; count: number }>();
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '/';
    seen.push({ path, headers: request.headers });
    const route = routes.get(path.split('?')[0]!);
    if (route) route.handler(request, response, route.count++);
    else response.writeHead(404).end('Entry not found');
  };
  const server = tls ? createTlsServer(selfSigned(), listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    /** The `Range` headers of the requests that wanted the file, without those that only looked what it is. */
    ranges: () => seen.map(({ headers }) => headers.range ?? 'all').filter((range) => range !== 'bytes=0-3'),
    /** @param handler Gets the number of requests that this path had before. */
    on: (path: string, handler: Handler) => void routes.set(path, { handler, count: 0 }),
    /** Forgets its routes and what it has seen. */
    clear: () => {
      routes.clear();
      seen.length = 0;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
interface Sent {
  etag?: string;
  /** Breaks the connection after so many bytes of the body. */
  breakAfter?: number;
  /** Resolves when the first so many bytes of the file are where they belong: what is under way when a connection breaks is lost. */
  arrived?: (bytes: number, connection: ServerResponse) => Promise<unknown>;
  headers?: Record<string, string>;
}

/** As a well-behaved server does it: Range, If-Range, 206, 416. */
export const sendFile = (request: IncomingMessage, response: ServerResponse, content: Buffer, { etag, breakAfter, arrived = async () => {}, headers = {} }: Sent = {}) => {
  const ifRange = request.headers['if-range'];
  const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec(ifRange && ifRange !== etag ? '' : (request.headers.range ?? '')) ?? [];
  const start = Number(from ?? 0);
  const end = last ? Math.min(Number(last) + 1, content.length) : content.length;
  const common = { ...(etag && { etag }), 'accept-ranges': 'bytes', ...headers };
  if (start >= content.length) return void response.writeHead(416, { ...common, 'content-range': `bytes */${content.length}` }).end();
  if (from === undefined) response.writeHead(200, { ...common, 'content-length': content.length });
  else response.writeHead(206, { ...common, 'content-length': end - start, 'content-range': `bytes ${start}-${end - 1}/${content.length}` });
  // A look of a few bytes always succeeds: what is to break is the transfer.
  if (breakAfter === undefined || last) return void response.end(content.subarray(start, end));
  const upTo = Math.min(start + breakAfter, end);
  response.flushHeaders();
  response.write(content.subarray(start, upTo), () => void arrived(upTo, response).then(() => setTimeout(() => response.destroy(), 5)));
};
