import type { User } from '@llamune/contracts';
import { Link, useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { BrandMark } from '../../components/brand-mark';
import { Kbd } from '../../components/ui/kbd';
import { useTranslation } from '../../lib/i18n';
import { AccountButton } from './account-button';
import type * as Administration from './administration';
import { BarNav } from './bar-nav';
import { SideNav } from './side-nav';

interface AppShellProps {
  me: User;
  /** For an admin. */
  administration: typeof Administration | undefined;
  tour: ReactNode;
  onRestartTour: () => void;
  onOpenPalette: () => void;
  onOpenKeys: () => void;
  children: ReactNode;
}

/** A column on the left; on a telephone a bar above and the destinations within reach of the thumb below. A page with `data-full-screen` has it all. */
export function AppShell({ me, administration, tour, onRestartTour, onOpenPalette, onOpenKeys, children }: AppShellProps) {
  const { t } = useTranslation();
  useFocusOnNavigation();
  return (
    <div className="group/shell flex min-h-[calc(100dvh-var(--top))] flex-col md:grid md:grid-cols-[208px_minmax(0,1fr)] md:has-data-full-screen:block">
      <a href="#content" className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-brand px-3 py-2 text-on-brand focus:translate-y-0">
        {t('app.skipToContent')}
      </a>
      <header className="sticky top-(--top) z-20 flex h-13 items-center justify-between border-b bg-sunken px-4 group-has-data-full-screen/shell:hidden md:h-[calc(100dvh-var(--top))] md:flex-col md:items-stretch md:justify-start md:border-r md:border-b-0 md:px-3 md:py-4">
        <Link to="/pocs" className="flex items-center gap-2.5 rounded-md max-md:mr-auto md:mb-4 md:px-2">
          <BrandMark className="size-7" />
          <span className="text-base font-semibold">{t('app.name')}</span>
        </Link>
        <PaletteButton onOpen={onOpenPalette} />
        <SideNav administration={administration?.destinations} />
        {tour}
        <AccountButton me={me} onRestartTour={onRestartTour} onOpenKeys={onOpenKeys} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 pb-15 outline-none group-has-data-full-screen/shell:pb-0 max-md:[:has([data-tour-card]):not(:has([data-docked=end]))>&]:pb-80 md:pb-0">
        {children}
      </main>
      <BarNav>{administration && <administration.AdminMenu />}</BarNav>
    </div>
  );
}

function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex items-center gap-2 rounded-md text-ink-soft hover:text-ink max-md:size-11 max-md:justify-center md:mb-4 md:h-9 md:border md:border-line-strong md:bg-surface md:px-2.5 md:text-sm md:hover:border-ink-soft"
    >
      <Search aria-hidden className="size-4 shrink-0 max-md:size-5" strokeWidth={1.75} />
      <span className="flex-1 text-left max-md:sr-only">{t('nav.search')}</span>
      <span className="max-md:hidden">
        <Kbd of="mod+k" />
      </span>
    </button>
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
