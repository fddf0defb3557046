import { useRef } from 'react';

/** What opened an overlay: what has the focus then, or for an item of a menu, which is gone at once, the button of the menu. */
const openerNow = () => {
  const active = document.activeElement;
  const menu = active?.closest('[role=menu]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active;
};

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
