import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, expect, it } from 'vitest';
import { Dialog } from '../src/components/ui/dialog';
import { loadOverlays } from '../src/components/ui/overlays';
import { initI18n, t } from '../src/lib/i18n';

beforeAll(() => initI18n());

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        開く
      </button>
      <Dialog open={isOpen} onOpenChange={setIsOpen} title="登録" closeLabel="閉じる">
        <input aria-label="検索" />
        <form>
          <input aria-label="名前" />
          <input type="checkbox" aria-label="有効" />
        </form>
      </Dialog>
    </>
  );
}
const opened = async () => {
  await loadOverlays();
  render(<Page />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '開く' }));
  return { user, name: await screen.findByRole('textbox', { name: '名前' }) };
};
const dialog = () => screen.queryByRole('dialog');
const question = () => screen.queryByText(t('common.unsavedWriting'));

it('asks before Escape drops what was written, and closes the second time', async () => {
  const { user, name } = await opened();
  await user.type(name, '経理部');
  await user.keyboard('{Escape}');
  expect(question()).not.toBeNull();
  await user.type(name, 'の');
  expect(question()).toBeNull();
  await user.keyboard('{Escape}');
  expect(name).toHaveProperty('value', '経理部の');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog()).toBeNull());
});
it('begins anew when it is opened again', async () => {
  const { user, name } = await opened();
  await user.type(name, '経理部');
  await user.click(screen.getByRole('button', { name: '閉じる' }));
  await waitFor(() => expect(dialog()).toBeNull());
  await user.click(screen.getByRole('button', { name: '開く' }));
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog()).toBeNull());
});
it('asks nothing where nothing would be lost', async () => {
  const { user } = await opened();
  await user.type(screen.getByRole('textbox', { name: '検索' }), '経理部');
  await user.click(screen.getByRole('checkbox', { name: '有効' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog()).toBeNull());
});
it('stays while a composition of an input method is ended', async () => {
  const { user, name } = await opened();
  fireEvent.keyDown(name, { key: 'Escape', isComposing: true });
  expect(dialog()).not.toBeNull();
  expect(question()).toBeNull();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog()).toBeNull());
});
