import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const pieceBytes = 64 * 1024;

/** A Hugging Face of our own with one file, which comes slowly: `await using`. */
export const startHub = async (path: string, content: Buffer) => {
  const server = createServer((request, response) => void send(request, response).catch(() => response.destroy()));
  const send = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== path) return void response.writeHead(404).end('Entry not found');
    const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = last ? Math.min(Number(last) + 1, content.length) : content.length;
    const headers = { etag: '"one"', 'accept-ranges': 'bytes', 'content-length': end - start };
    if (from === undefined) response.writeHead(200, headers);
    else response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${end - 1}/${content.length}` });
    for (let at = start; at < end && !response.destroyed; at += pieceBytes) {
      response.write(content.subarray(at, Math.min(at + pieceBytes, end)));
      // Long enough for a person to press a button meanwhile; a look at the header is not delayed.
      if (!last) await delay(150);
    }
    response.end();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
