import { watchAnswer, type AnswerEvent, type Log } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client, noticeRefusedKey, trpc } from '../../lib/api';
import { refreshLog } from '../../lib/log-queries';

export type Phase = { kind: 'waiting' } | { kind: 'queued'; position: number } | { kind: 'loading'; elapsedMs: number } | { kind: 'thinking' } | { kind: 'writing' } | { kind: 'lost' } | { kind: 'failed'; error: unknown };
interface Live {
  /** What the model thought so far, apart from the answer. */
  thinking: string;
  text: string;
  phase: Phase;
}

/** One event taken into what is shown. A text says where it starts, so nothing is doubled or missed. */
const apply = (live: Live, event: AnswerEvent): Live => {
  if (event.type === 'queued') return { ...live, phase: { kind: 'queued', position: event.position } };
  if (event.type === 'loading') return { ...live, phase: { kind: 'loading', elapsedMs: event.elapsed_ms } };
  if (event.type === 'started') return { ...live, phase: { kind: 'writing' } };
  if (event.type === 'thinking') return { ...live, thinking: live.thinking.slice(0, event.at) + event.text, phase: { kind: 'thinking' } };
  if (event.type === 'delta') return { ...live, text: live.text.slice(0, event.at) + event.text, phase: { kind: 'writing' } };
  return live;
};

/** Shows at most one state a frame: a fast model sends more tokens than a screen can draw. */
const oncePerFrame = (show: () => void) => {
  let frame = 0;
  return {
    request: () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        show();
      });
    },
    cancel: () => cancelAnimationFrame(frame),
  };
};

/** An answer that is being made, watched from what the log already holds until it is done. */
export const useLiveAnswer = (log: Log): Live => {
  const queryClient = useQueryClient();
  const [live, setLive] = useState<Live>({ thinking: log.thinking ?? '', text: log.answer, phase: { kind: 'waiting' } });
  const logId = log.id;
  useEffect(() => {
    const abort = new AbortController();
    let current: Live = { thinking: '', text: '', phase: { kind: 'waiting' } };
    const drawing = oncePerFrame(() => setLive(current));
    const show = (next: Live) => {
      current = next;
      drawing.request();
    };
    const watch = async () => {
      try {
        for await (const event of watchAnswer(client, logId, { signal: abort.signal, onReconnect: () => show({ ...current, phase: { kind: 'lost' } }) })) show(apply(current, event));
        if (abort.signal.aborted) return;
        await refreshLog(queryClient, logId);
        void queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
      } catch (error) {
        if (abort.signal.aborted) return;
        noticeRefusedKey(error);
        show({ ...current, phase: { kind: 'failed', error } });
      }
    };
    void watch();
    return () => {
      abort.abort();
      drawing.cancel();
    };
  }, [logId, queryClient]);
  return live;
};
