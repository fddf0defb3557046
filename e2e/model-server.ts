import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export const servedModel = 'served-by-test';
export const thought = '<b>固定資産</b>かどうかを、まず確かめる。';
export const answer = '減価償却とは、費用を配分する手続きです。';

/** Knows the question and what the server was asked for by. */
type AnswerTo = (question: string, servedModel: string) => string;

/** An OpenAI-compatible server with a model that thinks until it is told to answer; or, with `answerTo`, one that answers each question at once with any text. */
export const startModelServer = async (answerTo?: AnswerTo) => {
  const mayAnswer = new AbortController();
  const server = createServer((request, response) => void reply(request, response, answerTo ?? mayAnswer.signal).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    letAnswer: () => mayAnswer.abort(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** What was asked last, and of which model. */
const askedBy = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { messages = [], model = '' } = JSON.parse(Buffer.concat(parts).toString() || '{}') as { messages?: { content: string }[]; model?: string };
  return { question: messages.at(-1)?.content ?? '', model };
};

const reply = async (request: IncomingMessage, response: ServerResponse, answerTo: AnswerTo | AbortSignal) => {
  const { question, model } = await askedBy(request);
  if (request.url === '/v1/models') return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data: [{ id: servedModel, object: 'model' }] }));
  if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end('{}');
  const isThinker = answerTo instanceof AbortSignal;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (more: object) => response.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: isThinker ? servedModel : model, ...more })}\n\n`);
  const delta = (text: object, finish_reason: string | null = null) => send({ choices: [{ index: 0, delta: text, finish_reason }] });
  if (isThinker) await thinkAndAnswer(delta, answerTo);
  else for (const content of answerTo(question, model).match(/[^]{1,8000}/gu) ?? []) delta({ content });
  delta({}, 'stop');
  send({ choices: [], usage: { prompt_tokens: 40, completion_tokens: 30, total_tokens: 70, prompt_tokens_details: { cached_tokens: 16 } } });
  response.end('data: [DONE]\n\n');
};

const thinkAndAnswer = async (delta: (text: object) => void, mayAnswer: AbortSignal) => {
  for (const reasoning_content of thought) {
    delta({ reasoning_content });
    await delay(10);
  }
  if (!mayAnswer.aborted) await once(mayAnswer, 'abort');
  for (const content of answer) {
    delta({ content });
    await delay(10);
  }
};
