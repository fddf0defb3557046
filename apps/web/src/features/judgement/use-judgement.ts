import type { Evaluation, Log, Priority } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { trpc } from '../../lib/api';
import { drafts } from '../../lib/draft';
import { patchLog, refreshLog } from '../../lib/log-queries';

export interface Fields {
  evaluation: Evaluation | null;
  priority: Priority | null;
  reason: string | null;
  correct_answer: string | null;
  memo: string | null;
}
export type Edits = Partial<Fields>;
export type SaveState = { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved'; at: Date } | { kind: 'failed'; error: unknown };

const isEmpty = (edits: Edits) => Object.keys(edits).length === 0;
/** Only what differs: of the server's row when typed back, of what was sent when it is saved. */
const differing = (edits: Edits, from: Edits): Edits => Object.fromEntries(Object.entries(edits).filter(([name, value]) => (from[name as keyof Fields] ?? '') !== (value ?? '')));
/** A text of nothing but white space clears the field. */
const accepted = (edits: Edits): Edits => Object.fromEntries(Object.entries(edits).map(([name, value]) => [name, typeof value === 'string' && value.trim() === '' ? null : value]));

/**
 * The judgement of one log as it is being written: what the server has, under what was changed and not yet saved.
 * Changes are kept as a draft until the server has taken them.
 */
export const useJudgement = (log: Log) => {
  const queryClient = useQueryClient();
  const { mutateAsync: evaluate } = useMutation(trpc.logs.evaluate.mutationOptions());
  const draftName = `judgement.${log.id}`;
  const [edits, setEdits] = useState<Edits>(() => drafts.read<Edits>(draftName) ?? {});
  const [restored, setRestored] = useState(() => !isEmpty(edits));
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'idle' });
  // A save that is under way must see what is typed meanwhile.
  const latest = useRef(edits);
  const saving = useRef<'no' | 'yes' | 'once_more'>('no');

  const keep = (next: Edits) => {
    latest.current = next;
    setEdits(next);
    if (isEmpty(next)) drafts.drop(draftName);
    else drafts.write(draftName, next);
  };
  const change = (next: Edits) => {
    keep(differing({ ...latest.current, ...next }, log));
    setSaveState((state) => (state.kind === 'saved' ? { kind: 'idle' } : state));
  };

  const send = async () => {
    const sent = latest.current;
    if (isEmpty(sent)) return;
    const taken = accepted(sent);
    await evaluate({ log_id: log.id, ...taken });
    patchLog(queryClient, log.id, taken);
    keep(differing(latest.current, sent));
  };
  const save = async () => {
    if (saving.current !== 'no') {
      saving.current = 'once_more';
      return;
    }
    if (isEmpty(latest.current)) return;
    setSaveState({ kind: 'saving' });
    try {
      do {
        saving.current = 'yes';
        await send();
      } while ((saving.current as string) === 'once_more');
      setSaveState({ kind: 'saved', at: new Date() });
      setRestored(false);
      void refreshed();
    } catch (error) {
      setSaveState({ kind: 'failed', error });
    } finally {
      saving.current = 'no';
    }
  };
  /** Who judged and when, the status, the counts: what the server made of it. */
  const refreshed = () =>
    Promise.allSettled([
      refreshLog(queryClient, log.id),
      queryClient.invalidateQueries({ queryKey: trpc.logs.history.queryKey({ log_id: log.id }) }),
      queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() }),
    ]);

  const fields: Fields = { evaluation: log.evaluation, priority: log.priority, reason: log.reason, correct_answer: log.correct_answer, memo: log.memo, ...edits };
  return {
    fields,
    change,
    save,
    /** For what is decided by one press. */
    decide: (next: Edits) => (change(next), save()),
    saveState,
    isUnsaved: !isEmpty(edits),
    restored,
  };
};
export type Judgement = ReturnType<typeof useJudgement>;
