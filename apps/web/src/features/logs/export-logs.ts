import type { LogFilter } from '@llamune/contracts';
import { fetchFile } from '../../lib/fetch-file';
import { timeZone } from '../../lib/time-zone';

export type ExportFormat = 'csv' | 'jsonl';
interface Export {
  filter: LogFilter;
  format: ExportFormat;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** The file of all logs that fit. */
export const exportLogs = ({ filter, format, ...watch }: Export): Promise<Blob> => {
  const query = new URLSearchParams({ format });
  // Times in a table are read by people, in the time of their clock.
  if (format === 'csv') query.set('time_zone', timeZone());
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return fetchFile(`/logs/export?${query.toString()}`, watch);
};

/** `llamune-logs-2026-01-31.csv`, by the reader's calendar. */
export const exportName = (format: ExportFormat, now = new Date()) => `llamune-logs-${[now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')}.${format}`;
