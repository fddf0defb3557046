import { createTRPCClient, httpBatchStreamLink, splitLink, TRPCClientError, type TRPCClient } from '@trpc/client';
import { contract, type AppRouter } from './contract.js';
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

const streamPaths = new Set(Object.entries(contract).flatMap(([resource, endpoints]) => Object.entries(endpoints).flatMap(([name, { kind }]) => (kind === 'stream' ? [`${resource}.${name}`] : []))));
const isStream = (path: string) => streamPaths.has(path);

/** What the server said of a failed call, or null when it said nothing (no connection, cut off). */
export const errorOf = (error: unknown): { status: number; detail: string | InvalidInput[]; retryAfterSeconds: number | null } | null => {
  if (!(error instanceof TRPCClientError)) return null;
  const shape = error.shape as { data?: { httpStatus?: number }; detail?: string | InvalidInput[]; retry_after_seconds?: number } | undefined;
  if (!shape?.data?.httpStatus) return null;
  return { status: shape.data.httpStatus, detail: shape.detail ?? error.message, retryAfterSeconds: shape.retry_after_seconds ?? null };
};
