import type { User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { CircleUserRound, KeyRound, LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePersonSettings } from '../../components/person-settings';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../components/ui/menu';
import { apiKey } from '../../lib/api-key';

export function AccountMenu({ me }: { me: User }) {
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
