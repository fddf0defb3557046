import { useCallback, useState, type ReactElement, type ReactNode } from 'react';
import { useLate } from '../../lib/use-late';
import { loadOverlays } from './overlays';
import { Slot } from './slot';

interface LateMenuProps<T> {
  trigger: ReactElement;
  /** Always the same function. */
  load: () => Promise<T>;
  /** The menu, which starts open, with the trigger as its own. */
  children: (part: T, trigger: ReactElement) => ReactNode;
}

/** A menu of which nothing is there until it is about to be opened. The button stays the same until it is pressed, and so does the focus in it. */
export function LateMenu<T extends object>({ trigger, load, children }: LateMenuProps<T>) {
  const [isPressed, setIsPressed] = useState(false);
  const release = useCallback(() => setIsPressed(false), []);
  const loadAll = useCallback(async () => (await Promise.all([load(), loadOverlays()]))[0], [load]);
  const part = useLate(loadAll, isPressed, release);
  if (part && isPressed) return children(part, trigger);
  const fetchEarly = () => void loadAll().catch(() => undefined);
  return (
    <Slot aria-haspopup="menu" aria-expanded={false} onPointerEnter={fetchEarly} onFocus={fetchEarly} onClick={() => setIsPressed(true)}>
      {trigger}
    </Slot>
  );
}
