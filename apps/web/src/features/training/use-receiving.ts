import { errorOf, type Acknowledgement, type Model, type ReceiveEvent } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client, noticeFailure, trpc } from '../../lib/api';

export type Receiving =
  | { kind: 'idle' }
  | { kind: 'running'; file: string; event: Exclude<ReceiveEvent, { type: 'received' }> | null }
  | { kind: 'failed'; file: string; error: unknown }
  | {
      kind: 'done';
      model: Model;
      /** null: its logs had been given back. */
      acknowledged: Acknowledgement | null;
    };

/** Receives the result of a training, and records that its logs are trained. Given up, or the page left, it registers nothing. */
export const useReceiving = () => {
  const queryClient = useQueryClient();
  const [receiving, setReceiving] = useState<Receiving>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const receive = async (file: string) => {
    const stop = new AbortController();
    running.current = stop;
    setReceiving({ kind: 'running', file, event: null });
    try {
      for await (const event of await client.models.watchReceiving.query({ file }, { signal: stop.signal })) {
        if (event.type !== 'received') setReceiving({ kind: 'running', file, event });
        else setReceiving({ kind: 'done', model: event.model, acknowledged: await acknowledge(event.model.snapshot_id!) });
      }
    } catch (error) {
      if (stop.signal.aborted) return;
      noticeFailure(error);
      setReceiving({ kind: 'failed', file, error });
    }
    await Promise.all([trpc.snapshots, trpc.models, trpc.logs].map((resource) => queryClient.invalidateQueries({ queryKey: resource.pathKey() })));
  };
  const giveUp = () => {
    running.current?.abort();
    setReceiving({ kind: 'idle' });
  };
  return { receiving, receive, giveUp };
};

const acknowledge = (snapshot_id: number): Promise<Acknowledgement | null> =>
  client.snapshots.acknowledge.mutate({ snapshot_id }).catch((error: unknown) => {
    if (errorOf(error)?.status === 409) return null;
    throw error;
  });
