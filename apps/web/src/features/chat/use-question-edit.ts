import type { Log } from '@llamune/contracts';
import { useState } from 'react';
import { drafts } from '../../lib/draft';

/** A question as it is being edited in its place: kept as a draft until it is sent or given up, and on this page even then. */
export const useQuestionEdit = ({ id, question }: Log) => {
  const name = `edit.${id}`;
  const [text, setText] = useState(() => drafts.read<string>(name));
  const [givenUp, setGivenUp] = useState(question);
  const [isRestored, setIsRestored] = useState(text !== null);
  const end = (kept: string) => {
    setGivenUp(kept);
    setText(null);
    drafts.drop(name);
  };
  return {
    /** null: it is not being edited. */
    text,
    /** Whether a draft opened it, and not a person: then it takes no focus. */
    isRestored,
    open: () => {
      setIsRestored(false);
      setText((open) => open ?? givenUp);
    },
    change: (next: string) => {
      setText(next);
      if (next === question) drafts.drop(name);
      else drafts.write(name, next);
    },
    close: () => end(text ?? question),
    sent: () => end(question),
  };
};
