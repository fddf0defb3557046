import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from '../../lib/i18n';
import { barPlace, work, type Destination } from './navigation';

/** The destinations of a telephone, within reach of the thumb. */
export function BarNav({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className="fixed inset-x-0 bottom-0 z-20 flex h-15 border-t bg-sunken pb-[env(safe-area-inset-bottom)] group-has-data-full-screen/shell:hidden md:hidden">
      {work.map((destination) => (
        <BarLink key={destination.to} {...destination} />
      ))}
      {children}
    </nav>
  );
}

function BarLink({ to, label, icon: Icon }: Destination) {
  const { t } = useTranslation();
  return (
    <Link to={to} className={`${barPlace} data-[status=active]:font-semibold data-[status=active]:text-brand-ink`}>
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      {t(label)}
    </Link>
  );
}
