import { useState, type SyntheticEvent } from 'react';
import { isComposing } from '../../lib/keyboard';

const isText = (target: EventTarget) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type));

/** Escape that ends a composition of an input method is not meant for what lies over the page. */
export const holdComposing = (event: KeyboardEvent) => {
  if (isComposing(event)) event.preventDefault();
};

/**
 * What somebody wrote into a form of a dialog is not lost by one press of Escape: the first asks, the second closes. A press outside,
 * which happens by itself when one reads beside the dialog, only asks.
 */
export const useUnsavedWriting = (open: boolean) => {
  const [state, setState] = useState<'none' | 'written' | 'asked'>('none');
  if (!open && state !== 'none') setState('none');
  const ask = (event: Event) => {
    if (state === 'none') return;
    event.preventDefault();
    setState('asked');
  };
  return {
    isAsked: state === 'asked',
    handlers: {
      onInput: ({ target }: SyntheticEvent) => {
        if (isText(target) && (target as HTMLInputElement).form) setState('written');
      },
      onInteractOutside: ask,
      onEscapeKeyDown: (event: KeyboardEvent) => {
        if (isComposing(event)) event.preventDefault();
        else if (state === 'written') ask(event);
      },
    },
  };
};
