import { Readable } from 'node:stream';
import type { TextFileKind } from '@llamune/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends the parts of a text as a file to be saved, each when the reader has taken the one before. Who goes away ends the making of it.
 * An error in the middle breaks the connection: half a file must not look like a whole one.
 */
export const sendFile = async (request: FastifyRequest, reply: FastifyReply, { type, name, dated = false }: TextFileKind, parts: AsyncIterable<string>) => {
  const iterator = parts[Symbol.asyncIterator]();
  // Waited for here: a refusal must still be able to become a status. Who asks with HEAD wants no content: none is made.
  const first = request.method === 'HEAD' ? null : await iterator.next();
  reply.type(type).header('content-disposition', `attachment; filename="${dated ? datedName(name) : name}"`).header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  return reply.send(first ? Readable.from(from(first, iterator), { highWaterMark: 1 }) : undefined);
};

async function* from(first: IteratorResult<string>, parts: AsyncIterator<string>) {
  try {
    for (let next = first; !next.done; next = await parts.next()) yield next.value;
  } finally {
    await parts.return?.();
  }
}

/** `logs.csv` → `llamune-logs-2026-11-22.csv`, by this machine's calendar. */
const datedName = (name: string) => {
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return `llamune-${name.replace(/(?=\.\w+$)/, `-${date}`)}`;
};
