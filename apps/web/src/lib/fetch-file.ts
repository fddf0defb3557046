import { TRPCClientError } from '@trpc/client';
import { apiKey } from './api-key';

interface Watch {
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** How the other calls fail, so that the same sentences fit. */
const refusal = async (response: Response) => {
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: unknown };
  const wait = Number(response.headers.get('retry-after'));
  return TRPCClientError.from({ error: { message: response.statusText, code: -32600, data: { httpStatus: response.status }, detail: detail ?? response.statusText, ...(wait > 0 && { retry_after_seconds: wait }) } } as never);
};

/** A file of the server, as it is made. By REST: tRPC would wrap each part of it. */
export const fetchFile = async (path: string, { signal, onProgress }: Watch): Promise<Blob> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const response = await fetch(path, { headers: { 'x-api-key': apiKey.get() ?? '' }, signal });
    if (!response.ok || !response.body) throw await refusal(response);
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      bytes += next.value.byteLength;
      onProgress(bytes);
    }
    return new Blob(parts, { type: response.headers.get('content-type') ?? 'text/plain' });
  } catch (error) {
    // Cut off in the middle: half a file must not look like a whole one.
    throw error instanceof TRPCClientError || signal.aborted ? error : TRPCClientError.from(error as Error);
  }
};
