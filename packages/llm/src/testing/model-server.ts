import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply } from './model-server-replies.js';

export interface AskedOfServer {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The JSON of its body. */
  body: Record<string, unknown>;
  /** Resolves when its connection is closed, by whichever side. */
  closed: Promise<void>;
}

/** A real HTTP server with an OpenAI-compatible API, which answers as a test wants it to. */
export interface ModelServer extends AsyncDisposable {
  /** With its version part. */
  readonly baseUrl: string;
  /** Every question, in the order in which they came. */
  readonly asked: AskedOfServer[];
  /** What it lists. */
  models: { id: string; owned_by?: string }[];
  /** What it says at `/lora-adapters`, as llama-server does. Undefined: there is no such thing. */
  adapters: { id: number }[] | undefined;
  /** How it answers the next questions, one each; the last one answers all later ones. */
  answer(...replies: Reply[]): void;
  /** How it answers the next `GET /models`, one each, before it lists `models`. */
  list(...replies: Reply[]): void;
}

/** @param replies See `ModelServer.answer`. */
export async function startModelServer(...replies: Reply[]): Promise<ModelServer> {
  const asked: AskedOfServer[] = [];
  let lists: Reply[] = [];
  const http = createServer((incoming, response) => void serve(incoming, response));
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await received(incoming, response);
    const isQuestion = request.method === 'POST' && request.path === '/v1/chat/completions';
    if (isQuestion) asked.push(request);
    const list = lists.length > 0 ? lists.shift() : listing;
    const reply = isQuestion ? (replies.length > 1 ? replies.shift() : replies[0]) : request.path === '/v1/models' ? list : undefined;
    if (reply !== undefined) await reply(response, request);
    else if (server.adapters !== undefined && request.path === '/lora-adapters') response.end(JSON.stringify(server.adapters));
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
  };
  const listing: Reply = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object: 'list', data: server.models }));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: ModelServer = {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    asked,
    models: [{ id: 'test-model', owned_by: 'vllm' }],
    adapters: undefined,
    answer: (...next) => void (replies = next),
    list: (...next) => void (lists = next),
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

async function received(incoming: IncomingMessage, response: ServerResponse): Promise<AskedOfServer> {
  const closed = new Promise<void>((resolve) => incoming.socket.once('close', () => resolve()));
  response.on('error', () => {});
  let text = '';
  incoming.setEncoding('utf8');
  for await (const piece of incoming) text += String(piece);
  return { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>), closed };
}
