import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AskedOfServer } from './model-server.js';

export type Reply = (response: ServerResponse, request: AskedOfServer) => void | Promise<void>;

/** Written one after another; a number is a pause in ms. */
type Piece = string | Uint8Array | number;

/** One message of a stream. @param rest Of the message, beside its choices: usage, model, timings. */
export function chunk(delta: object, { finish = null, ...rest }: { finish?: string | null } & Record<string, unknown> = {}): string {
  return event({ object: 'chat.completion.chunk', model: 'test-model', choices: [{ index: 0, delta, finish_reason: finish }], ...rest });
}

export function event(message: unknown): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}

/** A complete answer, as a server should give it. */
export function says(...pieces: string[]): Reply {
  const usage = { prompt_tokens: 10, completion_tokens: pieces.length, total_tokens: 10 + pieces.length, prompt_tokens_details: { cached_tokens: 4 } };
  return streams(
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((content) => chunk({ content })),
    chunk({}, { finish: 'stop' }),
    event({ model: 'test-model', choices: [], usage }),
    'data: [DONE]\n\n',
  );
}

/** Exactly these bytes as an event stream, which then ends properly. */
export function streams(...pieces: Piece[]): Reply {
  return async (response) => {
    await write(response, pieces);
    response.end();
  };
}

/** The same, but the connection is then cut instead of ended. */
export function breaksOff(...pieces: Piece[]): Reply {
  return async (response) => {
    await write(response, [...pieces, 30]);
    response.socket?.resetAndDestroy();
  };
}

/** The same, and then nothing any more. */
export function fallsSilent(...pieces: Piece[]): Reply {
  return (response) => write(response, pieces);
}

/** No byte at all, and the connection stays. */
export function hangs(): Reply {
  return () => {};
}

/** The connection is cut instead of an answer. */
export function resets(): Reply {
  return (response) => void response.socket?.resetAndDestroy();
}

/** @param body A string is sent as HTML when it begins with `<`, otherwise as plain text; everything else as JSON. */
export function refuses(status: number, body: unknown = '', headers: Record<string, string> = {}): Reply {
  const type = typeof body !== 'string' ? 'application/json' : body.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain';
  return (response) => void response.writeHead(status, { 'content-type': type, ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function write(response: ServerResponse, pieces: Piece[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', server: 'test-server/1.0' });
  response.flushHeaders();
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (typeof piece === 'number') await pause(piece);
    else if (!response.write(piece)) await drained(response);
  }
}

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
