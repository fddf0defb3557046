import type { LogFilter } from '@llamune/contracts';
import { TRPCClientError } from '@trpc/client';
import { apiKey } from '../../lib/api-key';
import { timeZone } from '../../lib/time-zone';

export type ExportFormat = 'csv' | 'jsonl';
interface Export {
  filter: LogFilter;
  format: ExportFormat;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** How the other calls fail, so that the same sentences fit. */
const refusal = async (response: Response) => {
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: unknown };
  const wait = Number(response.headers.get('retry-after'));
  return TRPCClientError.from({ error: { message: response.statusText, code: -32600, data: { httpStatus: response.status }, detail: detail ?? response.statusText, ...(wait > 0 && { retry_after_seconds: wait }) } } as never);
};

/** The file of all logs that fit. It comes by REST, as it is made: tRPC would wrap each part of it. */
export const exportLogs = async ({ filter, format, signal, onProgress }: Export): Promise<Blob> => {
  const query = new URLSearchParams({ format });
  // Times in a table are read by people, in the time of their clock.
  if (format === 'csv') query.set('time_zone', timeZone());
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const response = await fetch(`/logs/export?${query.toString()}`, { headers: { 'x-api-key': apiKey.get() ?? '' }, signal });
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

/** `llamune-logs-2026-01-31.csv`, by the reader's calendar. */
export const exportName = (format: ExportFormat, now = new Date()) => `llamune-logs-${[now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')}.${format}`;
