import { watchAnswer, type AnswerEvent, type Log } from '@llamune/contracts';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { client, noticeFailure, queryClient, trpc } from '../../lib/api';
import { connection } from '../../lib/connection';
import { refreshLog } from '../../lib/log-queries';

export type Phase = { kind: 'waiting' } | { kind: 'queued'; position: number } | { kind: 'loading'; elapsedMs: number } | { kind: 'thinking' } | { kind: 'writing' } | { kind: 'lost' } | { kind: 'failed'; error: unknown; retry: () => void };
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

/** At most this share of the time goes into drawing a text that comes: a long one takes long to draw, and the page must stay usable. */
const DRAWING_SHARE = 1 / 4;

/** Shows at most one state a frame, and fewer of those that take long to draw. */
const paced = (show: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let pauseMs = 0;
  const draw = () => {
    timer = undefined;
    frame = 0;
    const start = performance.now();
    flushSync(show);
    pauseMs = (performance.now() - start) * (1 / DRAWING_SHARE - 1);
  };
  return {
    request: () => {
      timer ??= setTimeout(() => (frame = requestAnimationFrame(draw)), pauseMs);
    },
    cancel: () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
};

const nothing: Live = { thinking: '', text: '', phase: { kind: 'waiting' } };

/** Watches one answer to its end and has it shown, over lost connections and, when a person says so, over refusals; resolves once it is done. */
const watch = async (logId: number, signal: AbortSignal, show: (live: Live) => void) => {
  let current = nothing;
  const become = (next: Live) => {
    current = next;
    show(current);
  };
  const onReconnect = (_: number, error: unknown) => {
    become({ ...current, phase: { kind: 'lost' } });
    connection.notice(error);
  };
  for (;;) {
    try {
      const received = { after: current.text.length, thinkingAfter: current.thinking.length };
      for await (const event of watchAnswer(client, logId, { ...received, signal, onReconnect })) become(apply(current, event));
      if (!signal.aborted) await refreshLog(queryClient, logId);
      return;
    } catch (error) {
      if (signal.aborted) return;
      noticeFailure(error);
      await new Promise<void>((retry) => become({ ...current, phase: { kind: 'failed', error, retry } }));
      become({ ...current, phase: nothing.phase });
    }
  }
};

/** An answer that is being made, watched until it is done; nothing for one that has ended. */
export const useLiveAnswer = (log: Log): Live => {
  const [live, setLive] = useState<Live>({ ...nothing, thinking: log.thinking ?? '', text: log.answer });
  const logId = log.id;
  const isRunning = log.finish_reason === null;
  useEffect(() => {
    if (!isRunning) return undefined;
    const abort = new AbortController();
    let latest = nothing;
    const drawing = paced(() => setLive(latest));
    const show = (next: Live) => {
      latest = next;
      drawing.request();
    };
    const follow = async () => {
      await watch(logId, abort.signal, show);
      if (!abort.signal.aborted) await queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
    };
    void follow();
    return () => {
      abort.abort();
      drawing.cancel();
    };
  }, [logId, isRunning]);
  return live;
};
