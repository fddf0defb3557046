import { CircleUserRound } from 'lucide-react';
import { LateMenu } from '../../components/ui/late-menu';
import { useTranslation } from '../../lib/i18n';
import type { AccountMenuProps } from './account-menu';

const load = () => import('./account-menu');

export function AccountButton(props: AccountMenuProps) {
  const { t } = useTranslation();
  const button = (
    <button type="button" className="flex h-11 min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-surface">
      <span className="sr-only">{t('nav.accountMenu')}</span>
      <CircleUserRound aria-hidden className="size-5 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <span className="hidden min-w-0 flex-col leading-tight md:flex">
        <span className="truncate text-sm font-medium">{props.me.username}</span>
        <span className="text-xs text-ink-faint">{t(`role.${props.me.role}`)}</span>
      </span>
    </button>
  );
  return (
    <LateMenu trigger={button} load={load}>
      {({ AccountMenu }, trigger) => <AccountMenu {...props} trigger={trigger} />}
    </LateMenu>
  );
}
