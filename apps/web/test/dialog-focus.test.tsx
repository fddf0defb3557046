import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { expect, it } from 'vitest';
import { Dialog } from '../src/components/ui/dialog';
import { Menu, MenuItem } from '../src/components/ui/menu';
import { loadOverlays } from '../src/components/ui/overlays';

/** Tells when the menu around it is gone, before the menu has given the focus back to its button. */
function Gone({ onGone }: { onGone: () => void }) {
  useEffect(() => () => queueMicrotask(onGone), [onGone]);
  return null;
}

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  const [open] = useState(() => () => flushSync(() => setIsOpen(true)));
  return (
    <>
      <Menu trigger={<button type="button">メニュー</button>}>
        <Gone onGone={open} />
        <MenuItem>開く</MenuItem>
      </Menu>
      <Dialog open={isOpen} onOpenChange={setIsOpen} title="一覧" closeLabel="閉じる">
        <input aria-label="名前" />
      </Dialog>
    </>
  );
}

it('the focus comes back to the button of a menu that had just gone when its item opened the dialog', async () => {
  await loadOverlays();
  render(<Page />);
  const user = userEvent.setup();
  const menu = screen.getByRole('button', { name: 'メニュー' });
  await user.click(menu);
  await user.click(await screen.findByRole('menuitem', { name: '開く' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '名前' })));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(menu));
});
