import type { Log } from '@llamune/contracts';
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { correctionFrom, isEmpty, isText, namesIn, type Edits } from './fields';
import { saveJudgement } from './save-judgement';
import { sealSteps } from './steps';
import { useUnsentDrafts } from './unsent';
import { changeJudgement, fieldsNow, meetLog, openWriting } from './write-judgement';
import { writings } from './writings';

/** A text that rests so long is saved. Sooner, half a sentence would stand in the history and could be taken for training. */
const REST_MS = 15_000;

/** The judgement of one log as it is being written: what the server has, under what was changed and is not yet saved. */
export const useJudgement = (log: Log) => {
  const logId = log.id;
  const writing = useSyncExternalStore(writings.subscribe, () => openWriting(log));
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useUnsentDrafts();
  useEffect(() => meetLog(log), [log]);
  const leave = useEffectEvent(() => {
    clearTimeout(rest.current);
    sealSteps(logId);
    void saveJudgement(logId);
  });
  useEffect(() => () => leave(), []);

  const change = (next: Edits) => {
    clearTimeout(rest.current);
    if (namesIn(next).some(isText)) rest.current = setTimeout(() => void saveJudgement(logId), REST_MS);
    changeJudgement(logId, next);
  };
  /** By a person who has seen the model's draft, which is theirs from now on; not one of which half is still to come. */
  const submit = () => {
    const { proposal } = writing;
    if (proposal && proposal.kind !== 'writing') {
      change({ correct_answer: correctionFrom(proposal.text, log) });
      writings.update(logId, { proposal: null });
    }
    return saveJudgement(logId);
  };
  return {
    log,
    writing,
    fields: fieldsNow(writing),
    change,
    /** What was typed, before the form is left; a draft of the model is not taken over unseen. */
    save: () => saveJudgement(logId),
    submit,
    /** For what is decided by one press. */
    decide: (next: Edits) => (change(next), saveJudgement(logId)),
    isUnsaved: !isEmpty(writing.edits) || writing.proposal !== null,
  };
};
export type Judgement = ReturnType<typeof useJudgement>;
