import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../lib/i18n';
import { work, type Destination } from './navigation';

/** The destinations in the column at the left. */
export function SideNav({ administration }: { administration: readonly Destination[] | undefined }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className="hidden min-h-0 flex-auto flex-col gap-0.5 overflow-y-auto md:flex">
      {work.map((destination) => (
        <SideLink key={destination.to} {...destination} />
      ))}
      {administration && <p className="mt-4 mb-1 px-2.5 text-xs text-ink-faint">{t('nav.admin')}</p>}
      {administration?.map((destination) => <SideLink key={destination.to} {...destination} />)}
    </nav>
  );
}

function SideLink({ to, label, icon: Icon, letter }: Destination) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      {...(letter && { 'aria-keyshortcuts': `g ${letter}` })}
      className="flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-ink-soft -outline-offset-2 hover:bg-surface hover:text-ink data-[status=active]:bg-surface data-[status=active]:font-medium data-[status=active]:text-brand-ink data-[status=active]:shadow-[inset_2px_0_0_var(--brand)]"
    >
      <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
      {t(label)}
    </Link>
  );
}
