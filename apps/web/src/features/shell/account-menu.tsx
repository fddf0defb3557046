import type { User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Footprints, Keyboard, KeyRound, LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePersonSettings } from '../../components/person-settings';
import { Kbd } from '../../components/ui/kbd';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { apiKey } from '../../lib/api-key';
import { useTranslation } from '../../lib/i18n';

export interface AccountMenuProps {
  me: User;
  onRestartTour: () => void;
  onOpenKeys: () => void;
}

/** Fetched when it is about to be opened (see `account-button.tsx`). */
export function AccountMenu({ me, onRestartTour, onOpenKeys, trigger }: AccountMenuProps & { trigger: ReactNode }) {
  const { t } = useTranslation();
  const { language, theme } = usePersonSettings();
  return (
    <Menu align="start" startsOpen trigger={trigger}>
      <div className="px-2.5 py-1.5 md:hidden">
        <p className="text-sm font-medium">{me.username}</p>
        <p className="text-xs text-ink-faint">{t(`role.${me.role}`)}</p>
      </div>
      <MenuItem asChild>
        <Link to="/account">
          <KeyRound aria-hidden />
          {t('nav.account')}
        </Link>
      </MenuItem>
      {me.role !== 'learner' && (
        <MenuItem onSelect={onRestartTour}>
          <Footprints aria-hidden />
          {t('nav.tour')}
        </MenuItem>
      )}
      <MenuItem onSelect={onOpenKeys} className="max-md:hidden">
        <Keyboard aria-hidden />
        {t('nav.keys')}
        <span className="ml-auto pl-3">
          <Kbd of="?" />
        </span>
      </MenuItem>
      <MenuSeparator />
      <MenuChoice {...language} />
      <MenuChoice {...theme} />
      <MenuSeparator />
      <MenuItem onSelect={() => apiKey.forget('signed_out')}>
        <LogOut aria-hidden />
        {t('account.signOut')}
      </MenuItem>
    </Menu>
  );
}
