import { contract, type Endpoint, type StreamEndpoint } from '@llamune/contracts';
import { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { appRouter } from '../router.js';
import { createCallerFactory } from '../trpc.js';
import type { ContextOf } from './context.js';
import { sendEvents } from './event-stream.js';
import { sendFile } from './file-reply.js';
import { restInput } from './rest-input.js';

type Procedures = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
const createCaller = createCallerFactory(appRouter);
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

/** One HTTP route for each endpoint of the contract that names one. It runs the same procedure that tRPC runs. */
export const registerRest = async (app: FastifyInstance, contextOf: ContextOf) =>
  app.register(async (rest) => {
    readJsonOnly(rest);
    const methodsOf = new Map<string, Set<string>>();
    for (const [resource, endpoints] of Object.entries(contract))
      for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
        if (!endpoint.rest) continue;
        const [method, path] = endpoint.rest;
        const url = path.replace(/\{(\w+)\}/g, ':$1');
        methodsOf.set(url, (methodsOf.get(url) ?? new Set()).add(method));
        rest.route({
          method,
          url,
          // Before the body is read: who has no key learns nothing of what a body should look like.
          onRequest: async (request) => {
            if (endpoint.access !== 'public') await contextOf(request).authenticate();
          },
          handler: handlerOf(contextOf, resource, name, endpoint),
        });
      }
    for (const [url, known] of methodsOf) refuseOtherMethods(rest, url, known);
  });

const handlerOf = (contextOf: ContextOf, resource: string, name: string, endpoint: Endpoint) => {
  const { read, invalid } = restInput(endpoint);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const procedures = createCaller(contextOf(request), { signal: gone.signal }) as unknown as Procedures;
    const input = read(request);
    try {
      if (endpoint.kind === 'stream' && endpoint.file) return await sendFile(request, reply, ...(await openFile(endpoint, endpoint.file, procedures[resource]![name]!, input)));
      if (endpoint.kind === 'stream') return await sendEvents(request, reply, procedures[resource]![name]!(input) as Promise<AsyncIterable<unknown>>);
      if (resource === 'chat' && name === 'send' && wantsEvents(request)) return await askAndWatch(request, reply, procedures, input);
      const result = await procedures[resource]![name]!(input);
      if (endpoint.kind === 'query' && endpoint.nextPage) linkNextPage(request, reply, result as Record<string, unknown>[], { ...endpoint.nextPage, limit: (endpoint.input.parse(input) as { limit: number }).limit });
      return await reply.code(endpoint.kind === 'mutation' ? (endpoint.status ?? 200) : 200).send(result);
    } catch (error) {
      if (error instanceof TRPCError && error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) return reply.code(422).send({ detail: invalid(error.cause, input) });
      throw error;
    }
  };
};

const wantsEvents = ({ headers }: FastifyRequest) => headers.accept?.includes('text/event-stream') ?? false;

/** The parts of a file, and which of its kinds the input asks for: by its `format`, which the procedure has accepted by then. */
const openFile = async ({ input: schema }: Endpoint, files: NonNullable<StreamEndpoint<z.ZodType, z.ZodType>['file']>, procedure: Procedures[string][string], input: unknown) => {
  const parts = (await procedure(input)) as AsyncIterable<string>;
  const given = schema.parse(input) as { format: string } & Record<string, unknown>;
  const file = files[given.format]!;
  return [{ ...file, name: file.name.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name])) }, parts] as const;
};

/** POST /chat for who wants the tokens as they come: the question is on disk before the first byte of the reply. */
const askAndWatch = async (request: FastifyRequest, reply: FastifyReply, { chat }: Procedures, input: unknown) => {
  const asked = (await chat!['ask']!(input)) as { log_id: number; timestamp: string };
  const events = chat!['watch']!({ log_id: asked.log_id }) as Promise<AsyncIterable<unknown>>;
  return sendEvents(request, reply.code(201), events, { type: 'asked', ...asked });
};

/** RFC 8288: a full page has a next one, which may be empty. */
const linkNextPage = (request: FastifyRequest, reply: FastifyReply, rows: Record<string, unknown>[], { input, from, limit }: { input: string; from: string; limit: number }) => {
  const url = new URL(request.url, 'http://localhost');
  const last = rows.at(-1);
  if (!last || rows.length < limit) return;
  url.searchParams.set(input, String(last[from]));
  reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
};

/** Browsers send `Content-Type: application/json` with an empty body; that is no body, not a broken one. */
const readJsonOnly = (rest: FastifyInstance) => {
  const parse = rest.getDefaultJsonParser('error', 'error');
  rest.removeAllContentTypeParsers();
  rest.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
};

const refuseOtherMethods = (rest: FastifyInstance, url: string, known: Set<string>) => {
  const allow = [...known, ...(known.has('GET') ? ['HEAD'] : [])].toSorted().join(', ');
  const others = methods.filter((method) => !known.has(method));
  rest.route({ method: others, url, handler: (_request, reply) => reply.code(405).header('allow', allow).send({ detail: 'Method Not Allowed' }) });
};
