import type { Snapshot, TakeEvent } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client, noticeFailure, trpc } from '../../lib/api';
import type { SnapshotSettings } from './settings';

export type Taking = { kind: 'idle' } | { kind: 'running'; event: Exclude<TakeEvent, { type: 'done' }> } | { kind: 'failed'; error: unknown };

/** Takes a snapshot, with how far it is. Given up, or the page left, it takes nothing. */
export const useTaking = (onDone: (snapshot: Snapshot) => void) => {
  const queryClient = useQueryClient();
  const [taking, setTaking] = useState<Taking>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const take = async (settings: SnapshotSettings, description: string) => {
    const stop = new AbortController();
    running.current = stop;
    setTaking({ kind: 'running', event: { type: 'waiting' } });
    try {
      for await (const event of await client.snapshots.take.query({ ...settings, ...(description.trim() !== '' && { description }) }, { signal: stop.signal })) {
        if (event.type !== 'done') setTaking({ kind: 'running', event });
        else {
          await queryClient.invalidateQueries({ queryKey: trpc.snapshots.pathKey() });
          onDone(event.snapshot);
        }
      }
    } catch (error) {
      if (stop.signal.aborted) return;
      noticeFailure(error);
      setTaking({ kind: 'failed', error });
    }
  };
  const giveUp = () => {
    running.current?.abort();
    setTaking({ kind: 'idle' });
  };
  return { taking, take, giveUp };
};
