import { errorOf } from '@llamune/contracts';
import { client, noticeFailure, queryClient, trpc } from '../../lib/api';
import { drafts } from '../../lib/draft';
import { logChannel } from '../../lib/log-channel';
import { patchLog, refreshLog } from '../../lib/log-queries';
import { accepted, differing, isEmpty, namesIn, omit, type Edits } from './fields';
import { meetLog, sending } from './write-judgement';
import { writings, type Writing } from './writings';

/** Others may change a log faster than one can merge; then a person sees the refusal. */
const mostMerges = 5;
const running = new Map<number, Promise<void>>();
const again = new Set<number>();
const savedListeners = new Set<(saved: { logId: number; fields: Edits }) => void>();

/** Told of every judgement that the server has taken. */
export const onJudgementSaved = (listener: (saved: { logId: number; fields: Edits }) => void) => {
  savedListeners.add(listener);
  return () => void savedListeners.delete(listener);
};
export const tellSaved = (logId: number, fields: Edits) => {
  for (const listener of savedListeners) listener({ logId, fields: accepted(fields) });
};

const RETRY_SECONDS = 5;
/** A server that is there and cannot answer now, as while its database starts again, is asked once more by itself. */
const tryLater = (logId: number, error: unknown) => {
  const said = errorOf(error);
  if (said?.status === 503) setTimeout(() => void saveJudgement(logId), 1000 * (said.retryAfterSeconds ?? RETRY_SECONDS));
};

/** What waits for a decision between two people is not sent. */
const sendable = ({ edits, clash }: Writing) => omit(edits, namesIn(clash?.theirs ?? {}));

/** Sends what was changed. While a save is under way, whatever came meanwhile follows it. Never rejects: how it went is in `saveState`. */
export const saveJudgement = (logId: number): Promise<void> => {
  const current = running.get(logId);
  if (current) {
    again.add(logId);
    return current;
  }
  const writing = writings.get(logId);
  if (!writing || isEmpty(sendable(writing))) return Promise.resolve();
  writings.put({ ...writing, wanted: true, saveState: { kind: 'saving' } });
  writings.keepDraft(logId);
  const saving = save(logId).finally(() => running.delete(logId));
  running.set(logId, saving);
  return saving;
};

const save = async (logId: number) => {
  try {
    let isTaken = false;
    do {
      again.delete(logId);
      isTaken = (await send(logId)) || isTaken;
    } while (again.has(logId));
    const isLeftToDecide = !isTaken && writings.get(logId)?.clash;
    writings.update(logId, { saveState: isLeftToDecide ? { kind: 'idle' } : { kind: 'saved', at: new Date() }, restored: false });
    void refresh(logId);
  } catch (error) {
    noticeFailure(error);
    writings.update(logId, { saveState: errorOf(error) ? { kind: 'failed', error } : { kind: 'waiting' } });
    tryLater(logId, error);
  } finally {
    sending.delete(logId);
  }
};

const send = async (logId: number): Promise<boolean> => {
  for (let merges = 0; ; merges++) {
    const writing = writings.get(logId);
    const sent = writing ? sendable(writing) : {};
    if (!writing || isEmpty(sent)) return false;
    sending.set(logId, sent);
    try {
      const { updated_at } = await client.logs.evaluate.mutate({ log_id: logId, ...accepted(sent), seen_updated_at: writing.seen.updated_at });
      taken(logId, sent, updated_at);
      return true;
    } catch (error) {
      if (errorOf(error)?.status !== 409 || merges === mostMerges || !(await fetchedAnew(writing))) throw error;
    }
  }
};

/** Whether somebody did change the log: a 409 can also mean that its answer is not finished. */
const fetchedAnew = async ({ logId, seen }: Writing) => {
  const log = await refreshLog(queryClient, logId);
  if (log.updated_at === seen.updated_at) return false;
  // What was refused is on its way no longer: it must not pass for what others wrote.
  sending.set(logId, {});
  meetLog(log, true);
  return true;
};

const taken = (logId: number, sent: Edits, updatedAt: string) => {
  const writing = writings.get(logId);
  if (!writing) return;
  const patch = { ...accepted(sent), updated_at: updatedAt };
  const edits = differing(writing.edits, sent);
  writings.put({ ...writing, seen: { ...writing.seen, ...patch }, edits, wanted: again.has(logId) });
  writings.keepDraft(logId);
  patchLog(queryClient, logId, patch);
  logChannel.tell(drafts.owner(), { kind: 'saved', logId, patch });
  tellSaved(logId, sent);
};

/** Who judged and when, the status, the counts: what the server made of it. */
export const refresh = (logId: number) =>
  Promise.allSettled([
    refreshLog(queryClient, logId),
    queryClient.invalidateQueries({ queryKey: trpc.logs.history.queryKey({ log_id: logId }) }),
    queryClient.invalidateQueries({ queryKey: trpc.lineage.log.queryKey({ log_id: logId }) }),
    queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.pocs.pathKey() }),
    // Not after each press: by whoever shows them, when the judge pauses, and when they are next looked at.
    queryClient.invalidateQueries({ queryKey: trpc.review.progress.pathKey(), refetchType: 'none' }),
  ]);
