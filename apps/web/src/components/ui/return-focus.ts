import { useRef } from 'react';

/** What opens an overlay from there: the element itself, or for an item of a menu, which is gone at once, the button of the menu. */
const openerOf = (element: Element | null) => {
  const menu = element?.closest('[role=menu]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element;
};

/** Of the menu that has the focus, or had it last before nothing had it. */
let menuButton: Element | null = null;
document.addEventListener('focusin', ({ target }) => {
  const opener = target instanceof Element ? openerOf(target) : null;
  menuButton = opener === target ? null : opener;
});

/** A menu that closes gives the focus back a moment later: until then nothing has it, and what it opened may be there already. */
const openerNow = () => (document.activeElement === document.body ? (menuButton ?? document.body) : openerOf(document.activeElement));

/** Takes the focus back to what opened a dialog: without a trigger of its own Radix leaves it nowhere. */
export const useReturnFocus = () => {
  const opener = useRef<Element | null>(null);
  return {
    remember: () => void (opener.current = openerNow()),
    giveBack: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    },
  };
};
