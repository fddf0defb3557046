import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Rest = readonly [Method, `/${string}`];

/**
 * Who may call: anybody; whoever has a key; an evaluator or an admin; only an admin; an admin or a learner.
 * What of somebody else's data a caller sees is decided by the use case, not here.
 */
export type Access = 'public' | 'signed_in' | 'evaluator' | 'admin' | 'learner';

interface Common {
  access: Access;
  /** One line for the API document. */
  summary: string;
  /** Method and path outside tRPC; `{name}` is taken from the path, the rest from the query or the body. */
  rest?: Rest;
  /** HTTP statuses of refusals that its method, path and access do not tell. */
  refusals?: readonly RefusalStatus[];
}
export type RefusalStatus = 400 | 403 | 404 | 409 | 429 | 502;

export interface QueryEndpoint<I extends z.ZodType, O extends z.ZodType> extends Common {
  kind: 'query';
  input: I;
  output: O;
  /** A list in pages: the reply is an array, newest first; the next page starts after the last one's `id`, given as this input. */
  nextPage?: { input: string; from: string };
}
export interface MutationEndpoint<I extends z.ZodType, O extends z.ZodType> extends Common {
  kind: 'mutation';
  input: I;
  output: O;
  /** HTTP status of success, where it is not 200. */
  status?: number;
}
export interface StreamEndpoint<I extends z.ZodType, O extends z.ZodType> extends Common {
  kind: 'stream';
  input: I;
  yields: O;
  /** It yields the parts of a text file. By REST the reply is that file: its media type and name by the input's `format`; `{split}` in the name is that of the input. */
  file?: Record<string, TextFileKind>;
}
export type Endpoint = QueryEndpoint<z.ZodType, z.ZodType> | MutationEndpoint<z.ZodType, z.ZodType> | StreamEndpoint<z.ZodType, z.ZodType>;
export type Contract = Record<string, Record<string, Endpoint>>;

/** `dated`: what is in it changes from day to day, and its name says when it was made. */
export interface TextFileKind {
  type: string;
  name: string;
  dated?: boolean;
}

type Without<E> = Omit<E, 'kind'>;
export const query = <I extends z.ZodType, O extends z.ZodType>(endpoint: Without<QueryEndpoint<I, O>>): QueryEndpoint<I, O> => ({ kind: 'query', ...endpoint });
export const mutation = <I extends z.ZodType, O extends z.ZodType>(endpoint: Without<MutationEndpoint<I, O>>): MutationEndpoint<I, O> => ({ kind: 'mutation', ...endpoint });
/** Values as they come. By tRPC an async iterable, by REST `text/event-stream`. */
export const stream = <I extends z.ZodType, O extends z.ZodType>(endpoint: Without<StreamEndpoint<I, O>>): StreamEndpoint<I, O> => ({ kind: 'stream', ...endpoint });

export interface CallOptions {
  /** Ends the wait, and what the server does for it where that can be given up. */
  signal?: AbortSignal | undefined;
}
type CallOf<E> =
  E extends QueryEndpoint<infer I, infer O> ? { query: (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>> }
  : E extends MutationEndpoint<infer I, infer O> ? { mutate: (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>> }
  : E extends StreamEndpoint<infer I, infer Y> ? { query: (input: z.input<I>, options?: CallOptions) => Promise<AsyncIterable<z.output<Y>>> }
  : never;
/** How the endpoints of a contract are called. */
export type ClientOf<C> = { readonly [Resource in keyof C]: { readonly [Name in keyof C[Resource]]: CallOf<C[Resource][Name]> } };

/** One entry of a 422 reply: where, what, and of which kind. */
export interface InvalidInput {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: unknown;
}
