import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';
import { isComposing, isInOverlay, movesInside, takesText } from './keyboard';

export interface Shortcut {
  /** As `?`, `u`, `ArrowRight`, `mod+Enter`; `mod` is ⌘ on a Mac and Ctrl elsewhere. Any of them will do. */
  keys: readonly string[];
  /** What it does, for the list that `?` opens; none: not listed. */
  label?: string;
  run: () => void;
  /** Works also while a text is being written. Otherwise single keys belong to the text. */
  inText?: boolean;
  /** On every page, not on this one alone; with `inText` also over a page, in a menu or a dialog. */
  everywhere?: boolean;
}

const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform);
/** What was pressed, in the spelling of `keys`. Full-width letters and digits are what an input method types. */
const pressed = (event: KeyboardEvent) => {
  const key = event.key.length === 1 ? event.key.normalize('NFKC').toLowerCase() : event.key;
  return (isMac() ? event.metaKey : event.ctrlKey) ? `mod+${key}` : key;
};
const hasOtherModifier = (event: KeyboardEvent) => event.altKey || (isMac() ? event.ctrlKey : event.metaKey);

// The last one that asked for a key has it: a dialog's before the page's.
let active: readonly (readonly Shortcut[])[] = [];
const listeners = new Set<() => void>();
const setActive = (next: typeof active) => {
  active = next;
  for (const listener of listeners) listener();
};

const onKeyDown = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.repeat || hasOtherModifier(event) || isComposing(event) || movesInside(event.target, event.key)) return;
  const key = pressed(event);
  const inText = takesText(event.target);
  const overPage = isInOverlay(event.target);
  const works = ({ inText: worksInText, everywhere }: Shortcut) => (worksInText ? everywhere || !overPage : !inText);
  const shortcut = active.toReversed().flat().find((one) => one.keys.includes(key) && works(one));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
};

const add = (shortcuts: readonly Shortcut[]) => {
  if (active.length === 0) window.addEventListener('keydown', onKeyDown);
  setActive([...active, shortcuts]);
  return () => {
    setActive(active.filter((other) => other !== shortcuts));
    if (active.length === 0) window.removeEventListener('keydown', onKeyDown);
  };
};

/**
 * Keys of the component that is shown. They never fire in the middle of a conversion, nor, unless `inText`, while something that takes text
 * has the focus; while a menu or a dialog has it, only those that work `everywhere`.
 */
export const useShortcuts = (shortcuts: readonly Shortcut[], enabled = true) => {
  const run = useEffectEvent((index: number) => shortcuts[index]?.run());
  // What is told of them rarely changes; what they do changes with every render.
  const told = JSON.stringify(shortcuts.map(({ run: _run, ...shortcut }) => shortcut));
  // Before the page is seen: a key that is pressed at the first sight of it must not be lost.
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    return add((JSON.parse(told) as Omit<Shortcut, 'run'>[]).map((shortcut, index) => ({ ...shortcut, run: () => run(index) })));
  }, [told, enabled]);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** All keys that work now and are told, for the list of `?`. */
export const useActiveShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => active).flat().filter(({ label }) => label);

/** A key as it is written on this machine's keyboard. */
export const keyName = (key: string) =>
  key
    .split('+')
    .map((part) => ({ mod: isMac() ? '⌘' : 'Ctrl', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space' })[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(isMac() ? '' : '+');
