import { useCallback, useEffect, useState } from 'react';
import type * as Radix from './radix-overlays';

type Overlays = typeof Radix;
let loaded: Overlays | undefined;

/** What lies over a page (dialogs, menus, panels): a sixth of the code that every page would load first, fetched when it is about to be needed. */
export const loadOverlays = async (): Promise<Overlays> => {
  loaded ??= await import('./radix-overlays');
  return loaded;
};
/** For the parts inside an overlay, which are drawn only when it is there. */
export const overlaysNow = (): Overlays => {
  if (!loaded) throw new Error('The part of an overlay stands outside one');
  return loaded;
};

/**
 * The code of overlays, once it is needed; undefined until it is there. Whoever has drawn without it stays so until then: a button that
 * is replaced loses the focus.
 */
export const useOverlays = (isNeeded: boolean) => {
  const [overlays, setOverlays] = useState(loaded);
  useEffect(() => {
    if (isNeeded && !overlays) void loadOverlays().then(setOverlays, () => undefined);
  }, [isNeeded, overlays]);
  return overlays;
};

const fetchEarly = () => void loadOverlays().catch(() => undefined);

/** A trigger whose overlay is not there yet: fetched when it is pointed at or focused, opened when it is pressed. */
export const useLateTrigger = (isOpen = false) => {
  const [isPressed, setIsPressed] = useState(false);
  const overlays = useOverlays(isPressed || isOpen);
  const press = useCallback(() => setIsPressed(true), []);
  return { overlays, isPressed, trigger: { 'aria-expanded': false, onPointerEnter: fetchEarly, onFocus: fetchEarly, onClick: press } };
};
