import type { LogFilter } from '@llamune/contracts';
import { useEffect, useRef, useState } from 'react';
import { noticeFailure } from '../../lib/api';
import type { ExportFormat } from './export-logs';

export type ExportState = { kind: 'idle' } | { kind: 'running'; bytes: number } | { kind: 'done'; name: string; bytes: number } | { kind: 'failed'; error: unknown };

const TOLD_EVERY_MS = 200;

/** One file at a time; leaving the page gives it up. */
export const useExport = () => {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (filter: LogFilter, format: ExportFormat) => {
    const stop = new AbortController();
    running.current = stop;
    let toldAt = 0;
    const onProgress = (bytes: number) => {
      if (Date.now() - toldAt < TOLD_EVERY_MS || stop.signal.aborted) return;
      toldAt = Date.now();
      setState({ kind: 'running', bytes });
    };
    setState({ kind: 'running', bytes: 0 });
    try {
      const { exportLogs, exportName, saveFile } = await import('./export-file');
      const file = await exportLogs({ filter, format, signal: stop.signal, onProgress });
      const name = exportName(format);
      saveFile(file, name);
      setState({ kind: 'done', name, bytes: file.size });
    } catch (error) {
      if (stop.signal.aborted) return;
      noticeFailure(error);
      setState({ kind: 'failed', error });
    }
  };
  const cancel = () => {
    running.current?.abort();
    setState({ kind: 'idle' });
  };
  return { state, start, cancel };
};
