import type { Evaluation } from '@llamune/contracts';
import { useEffect, useEffectEvent } from 'react';
import { digitOf, isComposing, takesText } from '../../lib/keyboard';

/** 1, 2 and 3 judge while nothing that takes text has the focus. */
export const useDigitKeys = (enabled: boolean, onDigit: (evaluation: Evaluation) => void) => {
  const press = useEffectEvent(onDigit);
  useEffect(() => {
    if (!enabled) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || takesText(event.target)) return;
      const digit = digitOf(event);
      if (!digit) return;
      event.preventDefault();
      press(digit);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
};
