import { createTRPCClient, httpBatchStreamLink, splitLink, type TRPCClient } from '@trpc/client';
import type { TRPCBuiltRouter, TRPCDefaultErrorShape, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { LlamuneClientOptions } from './client.js';
import type { contract } from './contract.js';
import type { InvalidInput, MutationEndpoint, QueryEndpoint, StreamEndpoint } from './endpoint.js';

// The contract in tRPC's own types, for the server and the web application. Whoever only calls needs none of them: see client.ts.

type ProcedureOf<E> =
  E extends QueryEndpoint<infer I, infer O> ? TRPCQueryProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
  : E extends MutationEndpoint<infer I, infer O> ? TRPCMutationProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
  : E extends StreamEndpoint<infer I, infer Y> ? TRPCQueryProcedure<{ input: z.input<I>; output: AsyncIterable<z.output<Y>, never, unknown>; meta: unknown }>
  : never;

/** `detail` says by tRPC what `{"detail": …}` says by REST, `retry_after_seconds` what its Retry-After header says. */
export type ErrorShape = TRPCDefaultErrorShape & { detail: string | InvalidInput[]; retry_after_seconds?: number };

/** The router that a contract promises, for the types of both ends. */
type RouterOf<C> = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  { [Resource in keyof C]: { [Name in keyof C[Resource]]: ProcedureOf<C[Resource][Name]> } }
>;
export type AppRouter = RouterOf<typeof contract>;

/** Calls in one request, at most: one of a hundred long lists would be a hundred times the work of one. */
export const mostCallsAtOnce = 20;

/** As tRPC's integrations want it. */
export const createTrpcClient = ({ url, apiKey, fetch: fetchWith }: LlamuneClientOptions): TRPCClient<AppRouter> => {
  const headers = () => {
    const key = typeof apiKey === 'function' ? apiKey() : apiKey;
    return key ? { 'x-api-key': key } : {};
  };
  const options = { url: `${url.replace(/\/+$/, '')}/trpc`, headers, ...(fetchWith && { fetch: fetchWith as never }) };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => isStream(operation.path),
        // A stream in a batch of two cannot be aborted alone.
        true: httpBatchStreamLink({ ...options, maxItems: 1 }),
        false: httpBatchStreamLink({ ...options, maxURLLength: 2000, maxItems: mostCallsAtOnce }),
      }),
    ],
  });
};

type StreamPath = { [Resource in keyof typeof contract]: { [Name in keyof (typeof contract)[Resource]]: (typeof contract)[Resource][Name] extends { kind: 'stream' } ? `${Resource}.${Name & string}` : never }[keyof (typeof contract)[Resource]] }[keyof typeof contract];
// Written out, though the contract knows it: whoever only calls needs none of its schemas. One that is missing or extra does not compile.
const streamPaths: Record<StreamPath, true> = { 'chat.watch': true, 'logs.export': true, 'logs.draftCorrection': true, 'snapshots.take': true, 'snapshots.export': true, 'snapshots.archive': true, 'models.watchReceiving': true, 'comparisons.preferences': true };
const isStream = (path: string) => Object.hasOwn(streamPaths, path);

