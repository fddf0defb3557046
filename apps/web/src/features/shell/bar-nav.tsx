import { Link, useLocation } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { Menu, MenuItem } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { administration, work, type Destination } from './navigation';

/** The destinations of a telephone, within reach of the thumb. */
export function BarNav({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className="fixed inset-x-0 bottom-0 z-20 flex h-15 border-t bg-sunken pb-[env(safe-area-inset-bottom)] group-has-data-full-screen/shell:hidden md:hidden">
      {work.map((destination) => (
        <BarLink key={destination.to} {...destination} />
      ))}
      {isAdmin && <AdminMenu />}
    </nav>
  );
}

const place = 'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[11px] text-ink-soft -outline-offset-2';

function BarLink({ to, label, icon: Icon }: Destination) {
  const { t } = useTranslation();
  return (
    <Link to={to} className={`${place} data-[status=active]:font-semibold data-[status=active]:text-brand-ink`}>
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      {t(label)}
    </Link>
  );
}

/** Too many destinations for a bar: they open above it. */
function AdminMenu() {
  const { t } = useTranslation();
  const isHere = useLocation({ select: ({ pathname }) => pathname.startsWith('/admin') });
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <button type="button" data-here={isHere} className={`${place} data-[here=true]:font-semibold data-[here=true]:text-brand-ink`}>
          <Settings2 aria-hidden className="size-5" strokeWidth={1.75} />
          {t('nav.admin')}
        </button>
      }
    >
      {administration.map(({ to, label, icon: Icon }) => (
        <MenuItem key={to} asChild>
          <Link to={to} className="h-11 data-[status=active]:font-semibold data-[status=active]:text-brand-ink">
            <Icon aria-hidden />
            {t(label)}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
