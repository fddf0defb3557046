import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { pointNames } from './fields';
import type { Judgement } from './use-judgement';

const focusAtEnd = (box: HTMLTextAreaElement | null) => {
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
};

/** Whether the texts are shown, which of them, and how a key gets into them. */
export const useBoxes = ({ fields, writing }: Judgement, startOpen: boolean) => {
  const [open, setOpen] = useState(startOpen || writing.restored || writing.clash !== null);
  const [asked, setAsked] = useState(false);
  const boxes = { correct: useRef<HTMLTextAreaElement>(null), reason: useRef<HTMLTextAreaElement>(null) };
  const isBad = fields.evaluation !== null && fields.evaluation !== 1;
  const hasCorrection = fields.correct_answer !== null || writing.proposal !== null || pointNames.some((name) => fields[name]);
  return {
    open,
    setOpen,
    boxes,
    corrects: asked || isBad || hasCorrection,
    toCorrect: () => {
      flushSync(() => {
        setOpen(true);
        setAsked(true);
      });
      focusAtEnd(boxes.correct.current);
    },
    toReason: () => {
      flushSync(() => setOpen(true));
      focusAtEnd(boxes.reason.current);
    },
  };
};
