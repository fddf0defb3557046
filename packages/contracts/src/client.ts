import { TRPCClientError } from '@trpc/client';
import { createTrpcClient } from './client-trpc.js';
import type { contract } from './contract.js';
import type { ClientOf, InvalidInput } from './endpoint.js';

export interface LlamuneClientOptions {
  /** Address of the server, for example `http://localhost:8000`. */
  url: string;
  /** The `X-API-Key`, or a function that knows it at the moment of each request. */
  apiKey?: string | (() => string | undefined) | undefined;
  fetch?: typeof fetch | undefined;
}
/** `client.logs.list.query({ poc_id: 1 })`: every endpoint of the contract, with exactly its types. A stream's `query` answers an async iterable. */
export type LlamuneClient = ClientOf<typeof contract>;

/** A typed client for every endpoint of the contract. */
export const createLlamuneClient = (options: LlamuneClientOptions): LlamuneClient => createTrpcClient(options);

/** What the server said of a failed call, or null when it said nothing (no connection, cut off). */
export const errorOf = (error: unknown): { status: number; detail: string | InvalidInput[]; retryAfterSeconds: number | null } | null => {
  if (!(error instanceof TRPCClientError)) return null;
  const shape = error.shape as { data?: { httpStatus?: number }; detail?: string | InvalidInput[]; retry_after_seconds?: number } | undefined;
  if (!shape?.data?.httpStatus) return null;
  return { status: shape.data.httpStatus, detail: shape.detail ?? error.message, retryAfterSeconds: shape.retry_after_seconds ?? null };
};
