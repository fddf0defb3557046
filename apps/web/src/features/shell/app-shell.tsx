import type { User } from '@llamune/contracts';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '../../components/brand-mark';
import { Menu, MenuItem } from '../../components/ui/menu';
import { AccountMenu } from './account-menu';
import { administration, work } from './navigation';

/** A column on the left; on a telephone a bar above and the destinations within reach of the thumb below. */
export function AppShell({ me, children }: { me: User; children: ReactNode }) {
  const { t } = useTranslation();
  useFocusOnNavigation();
  const isAdmin = me.role === 'admin';
  return (
    <div className="flex min-h-dvh flex-col md:grid md:grid-cols-[208px_minmax(0,1fr)]">
      <a href="#content" className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-brand px-3 py-2 text-on-brand focus:translate-y-0">
        {t('app.skipToContent')}
      </a>
      <header className="sticky top-0 z-20 flex h-13 items-center justify-between border-b bg-sunken px-4 md:h-dvh md:flex-col md:items-stretch md:justify-start md:border-r md:border-b-0 md:px-3 md:py-4">
        <Link to="/sessions" className="flex items-center gap-2.5 rounded-md md:px-2 md:pb-5">
          <BrandMark className="size-7" />
          <span className="text-base font-semibold">{t('app.name')}</span>
        </Link>
        <nav aria-label={t('nav.label')} className="hidden flex-1 flex-col gap-0.5 md:flex">
          {work.map((destination) => (
            <SideLink key={destination.to} {...destination} />
          ))}
          {isAdmin && <p className="mt-5 mb-1 px-2.5 text-xs text-ink-faint">{t('nav.admin')}</p>}
          {isAdmin && administration.map((destination) => <SideLink key={destination.to} {...destination} />)}
        </nav>
        <AccountMenu me={me} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 pb-15 outline-none md:pb-0">
        {children}
      </main>
      <nav aria-label={t('nav.label')} className="fixed inset-x-0 bottom-0 z-20 flex h-15 border-t bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden">
        {work.map((destination) => (
          <BarLink key={destination.to} {...destination} />
        ))}
        {isAdmin && <AdminMenu />}
      </nav>
    </div>
  );
}

type LinkProps = (typeof work)[number];

function SideLink({ to, label, icon: Icon }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Link to={to} className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-soft hover:bg-surface hover:text-ink data-[status=active]:bg-surface data-[status=active]:font-medium data-[status=active]:text-brand-ink data-[status=active]:shadow-[inset_2px_0_0_var(--brand)]">
      <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
      {t(label)}
    </Link>
  );
}

function BarLink({ to, label, icon: Icon }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Link to={to} className="flex flex-1 flex-col items-center justify-center gap-0.5 text-[11px] text-ink-soft data-[status=active]:font-semibold data-[status=active]:text-brand-ink">
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
        <button type="button" data-here={isHere} className="flex flex-1 flex-col items-center justify-center gap-0.5 text-[11px] text-ink-soft data-[here=true]:font-semibold data-[here=true]:text-brand-ink">
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

/** A new page is read from its start: the focus goes to the content, unless the page itself took it. */
const useFocusOnNavigation = () => {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        if (document.activeElement === document.body || !document.activeElement?.closest('#content')) document.getElementById('content')?.focus({ preventScroll: true });
      }),
    [router],
  );
};
