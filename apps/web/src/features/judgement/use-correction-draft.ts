import type { AnswerErrorCode, DraftEvent } from '@llamune/contracts';
import { useEffect, useRef, useState } from 'react';
import { client, noticeFailure } from '../../lib/api';
import { saveJudgement } from './save-judgement';
import { writings } from './writings';

export type DraftPhase =
  | { kind: 'none' | 'waiting' | 'writing' | 'done' | 'stopped' | 'cut_short' }
  | { kind: 'queued'; position: number }
  | { kind: 'failed'; error?: unknown; code?: AnswerErrorCode | null };

const phaseAfter = (event: DraftEvent, before: DraftPhase): DraftPhase => {
  if (event.type === 'queued') return { kind: 'queued', position: event.position };
  if (event.type === 'loading') return { kind: 'waiting' };
  if (event.type === 'started' || event.type === 'delta') return before.kind === 'writing' ? before : { kind: 'writing' };
  if (event.error_code || event.finish_reason === 'failed') return { kind: 'failed', code: event.error_code };
  return { kind: event.finish_reason === 'stop' ? 'done' : 'cut_short' };
};
export const isDrafting = ({ kind }: DraftPhase) => kind === 'waiting' || kind === 'queued' || kind === 'writing';

/** At most one state a frame. */
const onceAFrame = (show: () => void) => {
  let frame = 0;
  return () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      show();
    });
  };
};

/** Whether the points are on the server, from which it drafts. */
const isSaved = async (logId: number) => {
  await saveJudgement(logId);
  const state = writings.get(logId)?.saveState.kind;
  return state !== 'failed' && state !== 'waiting';
};

/** A correct answer drafted by the model from the points. It stands in the box until somebody takes it over, and ends with the page. */
export const useCorrectionDraft = (logId: number) => {
  const [phase, setPhase] = useState<DraftPhase>({ kind: 'none' });
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const read = async (signal: AbortSignal) => {
    let text = '';
    const show = onceAFrame(() => {
      if (!signal.aborted && text !== '') writings.update(logId, { proposal: text });
    });
    for await (const event of await client.logs.draftCorrection.query({ log_id: logId }, { signal })) {
      if (signal.aborted) return;
      if (event.type === 'delta') text = text.slice(0, event.at) + event.text;
      show();
      setPhase((before) => phaseAfter(event, before));
    }
  };
  const start = async () => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setPhase({ kind: 'waiting' });
    try {
      if (await isSaved(logId)) await read(signal);
      else setPhase({ kind: 'none' });
    } catch (error) {
      if (signal.aborted) return;
      noticeFailure(error);
      setPhase({ kind: 'failed', error });
    }
  };
  /** What there is of it stays in the box. */
  const stop = () => {
    abort.current?.abort();
    setPhase({ kind: writings.get(logId)?.proposal ? 'stopped' : 'none' });
  };
  /** Back to what stood in the box before. */
  const discard = () => {
    abort.current?.abort();
    setPhase({ kind: 'none' });
    writings.update(logId, { proposal: null });
  };
  /** A person goes on writing it. */
  const takeOver = () => {
    if (phase.kind !== 'none') setPhase({ kind: 'none' });
  };
  return { phase, start, stop, discard, takeOver };
};
export type CorrectionDraft = ReturnType<typeof useCorrectionDraft>;
