import type { Endpoint, InvalidInput } from '@llamune/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

interface JsonSchema {
  type?: string;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
}

/**
 * Brings the input of one endpoint together: path and query, which arrive as text, read as the type that the schema
 * names; the body as it is. The schema itself is never touched.
 */
export const restInput = ({ rest, input }: Endpoint) => {
  const properties = (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema).properties ?? {};
  const pathNames = new Set([...(rest?.[1] ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const hasBody = rest?.[0] === 'POST' || rest?.[0] === 'PUT';
  const needsBody = hasBody && Object.keys(properties).some((name) => !pathNames.has(name));
  const read = (texts: Record<string, unknown>) => Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, fromText(properties[name], value)]));

  return {
    read: (request: FastifyRequest): unknown => {
      const path = read(request.params as Record<string, unknown>);
      if (!hasBody) return { ...read(request.query as Record<string, unknown>), ...path };
      const { body } = request;
      if (body === undefined && !needsBody) return path;
      // Left as it is, so that the schema says what is wrong with it.
      return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...path } : body;
    },
    /** One entry per issue, saying where in the request it is. */
    invalid: (error: z.ZodError, values: unknown): InvalidInput[] =>
      error.issues.map((issue) => {
        const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
        const place = pathNames.has(String(path[0])) ? 'path' : hasBody ? 'body' : 'query';
        const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
        const missing = issue.code === 'invalid_type' && value === undefined;
        return { type: missing ? 'missing' : issue.code, loc: [place, ...path], msg: missing ? 'Field required' : issue.message, input: brief(value) };
      }),
  };
};

const typesOf = (schema: JsonSchema | undefined): string[] => (schema?.anyOf ? schema.anyOf.flatMap(typesOf) : schema?.type ? [schema.type] : []);

const fromText = (schema: JsonSchema | undefined, value: unknown): unknown => {
  if (schema?.type === 'array') return [value].flat().map((each) => fromText(schema.items, each));
  // `?limit=1&limit=2`: the last one counts.
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  if (typeof last !== 'string') return last;
  const types = typesOf(schema);
  if (types.includes('string')) return last;
  if ((types.includes('integer') || types.includes('number')) && /^[+-]?\d+(\.\d+)?$/.test(last)) return Number(last);
  if (types.includes('boolean') && /^(true|false)$/i.test(last)) return last.toLowerCase() === 'true';
  return last;
};

/** What came, cut short: a reply must not send a megabyte back. */
const brief = (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, 200).toWellFormed() : typeof value === 'number' || typeof value === 'boolean' ? value : null);
