import type { AnswerErrorCode, DraftEvent } from '@llamune/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
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

/** A correct answer drafted by the model from the points. It stands in the box until somebody takes it over; half a one ends with the form. */
export const useCorrectionDraft = (logId: number) => {
  const [phase, setPhase] = useState<DraftPhase>(() => ({ kind: writings.get(logId)?.proposal?.kind ?? 'none' }));
  const abort = useRef<AbortController>(null);
  const drop = useCallback(() => writings.update(logId, { proposal: null }), [logId]);
  useEffect(
    () => () => {
      abort.current?.abort();
      if (writings.get(logId)?.proposal?.kind === 'writing') drop();
    },
    [logId, drop],
  );

  const read = async (signal: AbortSignal) => {
    let text = '';
    let now: DraftPhase = { kind: 'waiting' };
    const show = onceAFrame(() => {
      if (signal.aborted || text === '') return;
      if (now.kind === 'failed') drop();
      else writings.update(logId, { proposal: { text, kind: now.kind === 'done' || now.kind === 'cut_short' ? now.kind : 'writing' } });
    });
    for await (const event of await client.logs.draftCorrection.query({ log_id: logId }, { signal })) {
      if (signal.aborted) return;
      if (event.type === 'delta') text = text.slice(0, event.at) + event.text;
      now = phaseAfter(event, now);
      show();
      setPhase(now);
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
      drop();
      setPhase({ kind: 'failed', error });
    }
  };
  /** What there is of it stays in the box. */
  const stop = () => {
    abort.current?.abort();
    const proposal = writings.get(logId)?.proposal;
    if (proposal) writings.update(logId, { proposal: { ...proposal, kind: 'stopped' } });
    setPhase({ kind: proposal ? 'stopped' : 'none' });
  };
  /** Back to what stood in the box before. */
  const discard = () => {
    abort.current?.abort();
    setPhase({ kind: 'none' });
    drop();
  };
  /** A person goes on writing it. */
  const takeOver = () => {
    if (phase.kind !== 'none') setPhase({ kind: 'none' });
  };
  return { phase, start, stop, discard, takeOver };
};
export type CorrectionDraft = ReturnType<typeof useCorrectionDraft>;
