import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export const servedModel = 'served-by-test';
export const thought = '<b>固定資産</b>かどうかを、まず確かめる。';
export const answer = '減価償却とは、費用を配分する手続きです。';

/** An OpenAI-compatible server with a model that thinks first. */
export const startModelServer = async () => {
  const server = createServer((request, response) => void reply(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const reply = async (request: IncomingMessage, response: ServerResponse) => {
  request.resume();
  if (request.url === '/v1/models') return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data: [{ id: servedModel, object: 'model' }] }));
  if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end('{}');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (more: object) => response.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: servedModel, ...more })}\n\n`);
  const delta = (text: object, finish_reason: string | null = null) => send({ choices: [{ index: 0, delta: text, finish_reason }] });
  for (const reasoning_content of thought) {
    delta({ reasoning_content });
    await delay(60);
  }
  for (const content of answer) {
    delta({ content });
    await delay(10);
  }
  delta({}, 'stop');
  send({ choices: [], usage: { prompt_tokens: 40, completion_tokens: 30, total_tokens: 70, prompt_tokens_details: { cached_tokens: 16 } } });
  response.end('data: [DONE]\n\n');
};
