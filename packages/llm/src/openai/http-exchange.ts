import { request as requestByHttp, type IncomingMessage } from 'node:http';
import { request as requestByHttps } from 'node:https';

export interface HttpRequest {
  url: URL;
  /** Sent by POST as JSON; without it, the request is a GET. */
  body?: string | undefined;
  apiKey?: string | undefined;
  connectMs: number;
  /** Closes the connection, at any moment, also while the reply is read. */
  signal: AbortSignal;
}

/** No connection within `connectMs`. */
export class ConnectTimeout extends Error {}

/**
 * One request on a connection of its own. Not `fetch`: that gives up after 300 s without a header, which a queue before a model
 * easily takes, and it keeps connections whose other end may be gone. Redirects are not followed.
 */
export async function exchange({ url, body, apiKey, connectMs, signal }: HttpRequest): Promise<IncomingMessage> {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const headers = {
    accept: 'text/event-stream, application/json',
    ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }),
    ...(apiKey && { authorization: `Bearer ${apiKey}` }),
  };
  const isTls = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? requestByHttps : requestByHttp)(url, { method: bytes ? 'POST' : 'GET', headers, agent: false, signal });
    const connecting = setTimeout(() => outgoing.destroy(new ConnectTimeout('Connect timeout')), connectMs);
    outgoing.once('socket', (socket) => socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(connecting)));
    outgoing.once('response', resolve);
    outgoing.once('close', () => clearTimeout(connecting));
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

/** The text of a short reply: what is longer than `longest` characters is not read. */
export async function readShort(reply: IncomingMessage, longest: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of reply) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    if (text.length > longest) break;
  }
  return text.slice(0, longest);
}
