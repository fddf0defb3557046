import type { User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { CircleUserRound, Footprints, Keyboard, KeyRound, LogOut } from 'lucide-react';
import { usePersonSettings } from '../../components/person-settings';
import { Kbd } from '../../components/ui/kbd';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { apiKey } from '../../lib/api-key';
import { useTranslation } from '../../lib/i18n';

interface AccountMenuProps {
  me: User;
  onRestartTour: () => void;
  onOpenKeys: () => void;
}

export function AccountMenu({ me, onRestartTour, onOpenKeys }: AccountMenuProps) {
  const { t } = useTranslation();
  const { language, theme } = usePersonSettings();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="flex h-11 min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-surface">
          <span className="sr-only">{t('nav.accountMenu')}</span>
          <CircleUserRound aria-hidden className="size-5 shrink-0 text-ink-soft" strokeWidth={1.75} />
          <span className="hidden min-w-0 flex-col leading-tight md:flex">
            <span className="truncate text-sm font-medium">{me.username}</span>
            <span className="text-xs text-ink-faint">{t(`role.${me.role}`)}</span>
          </span>
        </button>
      }
    >
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
