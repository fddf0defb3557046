import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { pointNames } from './fields';
import type { Judgement } from './use-judgement';

type BoxName = 'correct' | 'reason';
type BoxRef = (box: HTMLTextAreaElement | null) => void;
export type Boxes = Record<BoxName, BoxRef>;

const focusAtEnd = (box: HTMLTextAreaElement) => {
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
};

/** The text boxes of a form, as refs, and a way into them: one that is not there yet gets the focus when it comes. */
const useFocusedBoxes = () => {
  const there = useRef<Partial<Record<BoxName, HTMLTextAreaElement | null>>>({});
  const [wanted, setWanted] = useState<BoxName | null>(null);
  const [boxes] = useState<Boxes>(() => ({ correct: (box) => void (there.current.correct = box), reason: (box) => void (there.current.reason = box) }));
  const focus = (name: BoxName) => {
    const box = there.current[name];
    setWanted(box ? null : name);
    if (box) focusAtEnd(box);
  };
  useLayoutEffect(() => {
    if (wanted && there.current[wanted]) focus(wanted);
  });
  return { boxes, wanted, setWanted, focus };
};

/** Whether the texts are shown, which of them, and how a key gets into them. */
export const useBoxes = ({ fields, writing }: Judgement, startOpen: boolean) => {
  const [open, setOpen] = useState(startOpen || writing.restored || writing.clash !== null);
  const [asked, setAsked] = useState(false);
  const { boxes, wanted, setWanted, focus } = useFocusedBoxes();
  const isBad = fields.evaluation !== null && fields.evaluation !== 1;
  const hasCorrection = fields.correct_answer !== null || writing.proposal !== null || pointNames.some((name) => fields[name]);
  const fold = useCallback(() => {
    setOpen(false);
    setWanted(null);
  }, [setWanted]);
  return {
    open,
    setOpen,
    fold,
    boxes,
    /** A key has asked for a text that is about to come: what is typed is meant for it. */
    isAwaited: wanted !== null,
    corrects: asked || isBad || hasCorrection,
    toCorrect: () => {
      flushSync(() => {
        setOpen(true);
        setAsked(true);
      });
      focus('correct');
    },
    toReason: () => {
      flushSync(() => setOpen(true));
      focus('reason');
    },
  };
};
