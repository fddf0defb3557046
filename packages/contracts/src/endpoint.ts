import type { TRPCBuiltRouter, TRPCDefaultErrorShape, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
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

type ProcedureOf<E> =
  E extends QueryEndpoint<infer I, infer O> ? TRPCQueryProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
  : E extends MutationEndpoint<infer I, infer O> ? TRPCMutationProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
  : E extends StreamEndpoint<infer I, infer Y> ? TRPCQueryProcedure<{ input: z.input<I>; output: AsyncIterable<z.output<Y>, never, unknown>; meta: unknown }>
  : never;

/** One entry of a 422 reply: where, what, and of which kind. */
export interface InvalidInput {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: unknown;
}
/** `detail` says by tRPC what `{"detail": …}` says by REST, `retry_after_seconds` what its Retry-After header says. */
export type ErrorShape = TRPCDefaultErrorShape & { detail: string | InvalidInput[]; retry_after_seconds?: number };

/** The router that a contract promises, for the types of both ends. */
export type RouterOf<C> = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  { [Resource in keyof C]: { [Name in keyof C[Resource]]: ProcedureOf<C[Resource][Name]> } }
>;
