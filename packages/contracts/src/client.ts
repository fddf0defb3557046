import { createTRPCClient, httpBatchStreamLink, splitLink, TRPCClientError, type TRPCClient } from '@trpc/client';
import type { AppRouter, contract } from './contract.js';
import type { InvalidInput } from './endpoint.js';

export interface LlamuneClientOptions {
  /** Address of the server, for example `http://localhost:8000`. */
  url: string;
  /** The `X-API-Key`, or a function that knows it at the moment of each request. */
  apiKey?: string | (() => string | undefined) | undefined;
  fetch?: typeof fetch | undefined;
}
export type LlamuneClient = TRPCClient<AppRouter>;

/** A typed client for every endpoint of the contract: `client.logs.list.query({ poc_id: 1 })`. */
export const createLlamuneClient = ({ url, apiKey, fetch: fetchWith }: LlamuneClientOptions): LlamuneClient => {
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
        false: httpBatchStreamLink({ ...options, maxURLLength: 2000 }),
      }),
    ],
  });
};

type StreamPath = { [Resource in keyof typeof contract]: { [Name in keyof (typeof contract)[Resource]]: (typeof contract)[Resource][Name] extends { kind: 'stream' } ? `${Resource}.${Name & string}` : never }[keyof (typeof contract)[Resource]] }[keyof typeof contract];
// Written out, though the contract knows it: whoever only calls needs none of its schemas. One that is missing or extra does not compile.
const streamPaths: Record<StreamPath, true> = { 'chat.watch': true, 'logs.export': true, 'logs.draftCorrection': true, 'snapshots.take': true, 'snapshots.export': true };
const isStream = (path: string) => Object.hasOwn(streamPaths, path);

/** What the server said of a failed call, or null when it said nothing (no connection, cut off). */
export const errorOf = (error: unknown): { status: number; detail: string | InvalidInput[]; retryAfterSeconds: number | null } | null => {
  if (!(error instanceof TRPCClientError)) return null;
  const shape = error.shape as { data?: { httpStatus?: number }; detail?: string | InvalidInput[]; retry_after_seconds?: number } | undefined;
  if (!shape?.data?.httpStatus) return null;
  return { status: shape.data.httpStatus, detail: shape.detail ?? error.message, retryAfterSeconds: shape.retry_after_seconds ?? null };
};
