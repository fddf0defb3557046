import { contract, type Endpoint, type RefusalStatus } from '@llamune/contracts';
import type { FastifyInstance } from 'fastify';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { z } from 'zod';
import { appRouter } from '../router.js';

interface Operation {
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[];
  responses: Record<string, unknown>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

const errorSchemas = {
  HTTPError: { type: 'object', properties: { detail: { type: 'string' } }, required: ['detail'] },
  HTTPValidationError: {
    type: 'object',
    required: ['detail'],
    properties: { detail: { type: 'array', items: { $ref: '#/components/schemas/ValidationError' } } },
  },
  ValidationError: {
    type: 'object',
    required: ['loc', 'msg', 'type'],
    properties: { loc: { type: 'array', items: { type: ['string', 'integer'] } }, msg: { type: 'string' }, type: { type: 'string' }, input: {} },
  },
};
const jsonOf = (description: string, schema: string) => ({ description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } });

/**
 * The document of the REST surface (OpenAPI 3.1). trpc-to-openapi writes paths, parameters and schemas; what it
 * cannot know (statuses, our error bodies, streams, which keys are needed) comes from the contract.
 */
export const openApiDocument = (version: string): Document => {
  const document = generateOpenApiDocument(appRouter, {
    title: 'llamune_poc',
    version,
    baseUrl: '/',
    openApiVersion: '3.1.0',
    securitySchemes: { ApiKeyAuth: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
  }) as unknown as Document;
  const schemas = document.components.schemas;
  for (const name of Object.keys(schemas)) if (name.startsWith('error.')) delete schemas[name];
  Object.assign(schemas, errorSchemas);
  for (const [resource, endpoints] of Object.entries(contract))
    for (const endpoint of Object.values<Endpoint>(endpoints)) {
      if (!endpoint.rest) continue;
      const [method, path] = endpoint.rest;
      const item = (document.paths[path] ??= {});
      if (endpoint.kind === 'stream') item[method.toLowerCase()] = streamOperation(endpoint, schemas);
      const operation = item[method.toLowerCase()];
      if (!operation) continue;
      operation.tags = [resource];
      operation.security = endpoint.access === 'public' ? [] : [{ ApiKeyAuth: [] }];
      operation.responses = { ...successOf(endpoint, operation), ...failuresOf(endpoint) };
    }
  return withoutSafeIntegerBounds(document);
};

const successOf = (endpoint: Endpoint, { responses }: Operation) => ({ [endpoint.kind === 'mutation' ? (endpoint.status ?? 200) : 200]: responses['200'] });

const refusals: Record<RefusalStatus, string> = {
  400: 'A rule says no: the message tells which',
  403: 'Known, but not allowed',
  404: 'No such thing, or not yours',
  409: 'Not in its present state',
  429: 'Too often; see Retry-After',
  502: 'The model failed; the question and what was generated are kept',
};

const failuresOf = ({ access, rest, refusals: own = [] }: Endpoint) => {
  const statuses = new Set<RefusalStatus>(own);
  if (access !== 'public' && access !== 'signed_in') statuses.add(403);
  if (rest?.[1].includes('{')) statuses.add(404);
  const hasBody = rest?.[0] === 'POST' || rest?.[0] === 'PUT';
  return {
    ...(access !== 'public' && { 401: jsonOf('No key, or a wrong one', 'HTTPError') }),
    ...Object.fromEntries([...statuses].map((status) => [status, jsonOf(refusals[status], 'HTTPError')])),
    ...(hasBody && { 413: jsonOf('The body is larger than 2 MiB', 'HTTPError'), 415: jsonOf('The body is not declared as JSON', 'HTTPError') }),
    422: jsonOf('Invalid input', 'HTTPValidationError'),
    503: jsonOf('Database or model not available right now; see Retry-After', 'HTTPError'),
  };
};

type Stream = Extract<Endpoint, { kind: 'stream' }>;

/** trpc-to-openapi has no streams: parameters in path and query. */
const streamOperation = (endpoint: Stream, schemas: Document['components']['schemas']): Operation => {
  const { properties = {}, required = [], $defs } = componentRefs(z.toJSONSchema(endpoint.input, { io: 'input' })) as { properties?: Record<string, unknown>; required?: string[]; $defs?: object };
  const [, path] = endpoint.rest!;
  const parameters = Object.entries(properties).map(([name, schema]) => ({ name, in: path.includes(`{${name}}`) ? 'path' : 'query', required: required.includes(name), schema }));
  Object.assign(schemas, $defs);
  return { summary: endpoint.summary, parameters, responses: { 200: endpoint.file ? fileResponse(endpoint.file) : eventsResponse(endpoint, schemas) } };
};

/** Each value one `data:` line. */
const eventsResponse = ({ yields }: Stream, schemas: Document['components']['schemas']) => {
  const { $schema: _, $defs, ...value } = componentRefs(z.toJSONSchema(yields));
  Object.assign(schemas, $defs);
  return { description: 'Events, one JSON value in each data line', content: { 'text/event-stream': { schema: value } } };
};

const fileResponse = (files: NonNullable<Stream['file']>) => ({
  description: 'A file to be saved, of the media type that `format` asks for',
  headers: { 'Content-Disposition': { description: 'attachment, with a name that carries the date', schema: { type: 'string' } } },
  content: Object.fromEntries(Object.values(files).map(({ type }) => [type, { schema: { type: 'string' } }])),
});

/** zod keeps named schemas beside the one that uses them; OpenAPI keeps them in one place. */
const componentRefs = <T>(schema: T): T => JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;

/** zod writes ±2^53 on every integer; that is JavaScript's limit, not the API's. */
const withoutSafeIntegerBounds = <T>(document: T): T =>
  JSON.parse(
    JSON.stringify(document, (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'integer') return value;
      return Object.fromEntries(Object.entries(value).filter(([name, bound]) => !((name === 'minimum' && bound === Number.MIN_SAFE_INTEGER) || (name === 'maximum' && bound === Number.MAX_SAFE_INTEGER))));
    }),
  ) as T;

export const registerOpenApi = (app: FastifyInstance, version: string) => {
  const document = openApiDocument(version);
  app.get('/openapi.json', () => document);
};
