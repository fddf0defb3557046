import { useRef } from 'react';

/** What opened each overlay that was there: whoever closes one that followed another goes back past both. */
const openers = new WeakMap<Element, Element>();
/** What had the focus last. Taken off the page, as an item of a menu that closes, it leaves the focus nowhere. */
let last: Element | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element) last = target;
});

/** Where to go back to, the nearest first: for an item of a menu its button, for what is in an overlay also what opened that. */
const waysBack = (from: Element | null | undefined): Element[] => {
  if (!from) return [];
  const menu = from.closest('[role=menu]');
  if (menu) return waysBack(document.getElementById(menu.getAttribute('aria-labelledby') ?? ''));
  const overlay = from.closest('[role=dialog], [role=alertdialog]');
  return [from, ...(overlay ? waysBack(openers.get(overlay)) : [])];
};

/** Takes the focus back to what opened a dialog: without a trigger of its own Radix leaves it nowhere. */
export const useReturnFocus = () => {
  const opened = useRef<Element[]>([]);
  return {
    remember: ({ currentTarget }: Event) => {
      const opener = document.activeElement === document.body ? last : document.activeElement;
      if (opener && currentTarget instanceof Element) openers.set(currentTarget, opener);
      opened.current = waysBack(opener);
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      // What opened it may be gone, as the row of something that was deleted.
      const back = opened.current.find((element) => element instanceof HTMLElement && element.isConnected) ?? document.querySelector('main');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    },
  };
};
