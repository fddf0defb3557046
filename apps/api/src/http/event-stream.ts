import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

const pingEveryMs = 15_000;

/** Sends values as `text/event-stream`, one `data:` line of JSON each. The reader's going away ends the stream, not what it reads from. */
export const sendEvents = async (request: FastifyRequest, reply: FastifyReply, opening: Promise<AsyncIterable<unknown>>, first?: object) => {
  const iterator = (await opening)[Symbol.asyncIterator]();
  const head = () => reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  // Who asks with HEAD wants no content: none is made. A draft would ask the model.
  if (request.method === 'HEAD') return head().send();
  // The first value is waited for here: a refusal must still be able to become a status.
  const begun = iterator.next();
  if (!first) await begun;
  const body = Readable.from(lines(iterator, begun, first));
  request.raw.once('close', () => body.destroy());
  return head().send(body);
};

async function* lines(iterator: AsyncIterator<unknown>, begun: Promise<IteratorResult<unknown>>, first?: object) {
  try {
    if (first) yield line(first);
    for (let next = begun; ; next = iterator.next()) {
      let result: IteratorResult<unknown> | null;
      while (!(result = await within(next, pingEveryMs))) yield ': still here\n\n';
      if (result.done) return;
      yield line(result.value);
    }
  } finally {
    // Not awaited: an iterator that waits for its next value would keep us here as long. Nor does anybody hear how it fails.
    void iterator.return?.().then(undefined, () => {});
  }
}

const line = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

const within = async <T>(promise: Promise<T>, ms: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => (timer = setTimeout(resolve, ms, null)));
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
};
