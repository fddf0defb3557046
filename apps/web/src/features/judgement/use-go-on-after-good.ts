import { useEffect, useEffectEvent, useState } from 'react';
import { takesText } from '../../lib/keyboard';
import type { Judgement } from './use-judgement';

/** Long enough to see what was pressed, short enough not to wait. */
const VISIBLE_MS = 600;

/** After 良い the next log comes by itself, unless something is wrong or the judge has begun something else. */
export const useGoOnAfterGood = ({ fields, writing }: Judgement, goOn: () => void) => {
  const [presses, setPresses] = useState(0);
  // Taken back, it is no reason to go on any more.
  if (presses > 0 && fields.evaluation !== 1) setPresses(0);
  const go = useEffectEvent(() => {
    setPresses(0);
    if (!takesText(document.activeElement)) goOn();
  });
  const isFine = fields.evaluation === 1 && writing.clash === null && writing.saveState.kind !== 'failed';
  useEffect(() => {
    if (presses === 0 || !isFine) return undefined;
    const timer = setTimeout(go, VISIBLE_MS);
    return () => clearTimeout(timer);
  }, [presses, isFine]);
  return () => setPresses((count) => count + 1);
};
