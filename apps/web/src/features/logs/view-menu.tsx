import type { SavedView } from '@llamune/contracts';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../components/ui/dialog';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { NameForm } from './name-form';
import type { Views } from './use-views';

export interface ViewMenuProps {
  view: SavedView;
  views: Views;
  /** The list as it stands. */
  now: string;
  isChanged: boolean;
}

/** What can be done with a saved view. Fetched when it is about to be opened (see `view-button.tsx`). */
export function ViewMenu({ view, views, now, isChanged, trigger }: ViewMenuProps & { trigger: ReactNode }) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const rename = async (name: string) => {
    await views.rename(view, name);
    setRenaming(false);
  };
  return (
    <>
      <Menu align="start" startsOpen trigger={trigger}>
        {isChanged && <MenuItem onSelect={() => void views.save(view.name, now)}>{t('logs.view.overwrite')}</MenuItem>}
        <MenuItem onSelect={() => setRenaming(true)}>{t('logs.view.rename')}</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void views.remove(view)}>{t('logs.view.remove')}</MenuItem>
      </Menu>
      <Dialog open={renaming} onOpenChange={setRenaming} title={t('logs.view.rename')} closeLabel={t('common.close')}>
        <NameForm name={view.name} submitLabel={() => t('common.save')} onSubmit={rename} />
      </Dialog>
    </>
  );
}
