import { useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { isComposing } from '../../lib/keyboard';
import type { Judgement } from './use-judgement';

/** Back to the form, from what is about to go: a button that vanishes takes the focus with it. */
export const focusForm = (inside: Element) => inside.closest<HTMLElement>('[data-judgement]')?.focus({ preventScroll: true });

/** A form that is left is saved; Escape leaves its texts, so that single keys are keys again. What was typed stays. */
export const useLeaving = ({ save }: Judgement) => {
  const form = useRef<HTMLElement>(null);
  const leaveText = () => form.current?.focus({ preventScroll: true });
  return {
    leaveText,
    /** Where something below the screen was opened. */
    show: () => form.current?.scrollIntoView({ block: 'nearest' }),
    wiring: {
      ref: form,
      tabIndex: -1,
      'data-judgement': '',
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) void save();
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.key !== 'Escape' || isComposing(event.nativeEvent) || !(event.target instanceof HTMLTextAreaElement)) return;
        event.preventDefault();
        leaveText();
      },
    },
  };
};
