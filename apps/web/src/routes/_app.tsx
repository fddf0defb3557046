import { errorOf } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { PaletteSlot } from '../features/palette/palette-slot';
import { AppShell } from '../features/shell/app-shell';
import { KeysSlot } from '../features/shell/keys-slot';
import { work } from '../features/shell/navigation';
import { useShellKeys } from '../features/shell/use-shell-keys';
import { restartTour } from '../features/tour/tour-record';
import { TourSlot } from '../features/tour/tour-slot';
import { apiKey } from '../lib/api-key';
import { trpc } from '../lib/api';
import { drafts } from '../lib/draft';
import { useTranslation } from '../lib/i18n';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    // Back to the same page afterwards, unless it was left on purpose: the next person may be another.
    const toSignIn = () => redirect({ to: '/sign-in', search: { redirect: apiKey.leftBecause() === 'signed_out' ? undefined : location.href }, replace: true });
    if (!apiKey.get()) throw toSignIn();
    try {
      const me = await context.queryClient.ensureQueryData(trpc.users.me.queryOptions({}));
      drafts.belongTo(me.id);
      return { me, administration: me.role === 'admin' ? await import('../features/shell/administration') : undefined };
    } catch (error) {
      if (errorOf(error)?.status === 401) throw toSignIn();
      throw error;
    }
  },
  component: App,
});

function App() {
  const { t } = useTranslation();
  // Drawn again for another person: the cache that the first one's query was in is gone, and tells of nobody.
  const { administration, me: signedIn } = Route.useRouteContext();
  const { data: me } = useSuspenseQuery(trpc.users.me.queryOptions({}));
  const [open, setOpen] = useState<'palette' | 'keys'>();
  const close = useCallback(() => setOpen(undefined), []);
  const doings = { onRestartTour: () => restartTour(me.id), onOpenKeys: () => setOpen('keys') };
  const pages = [...work, ...(administration?.destinations ?? [])].map((page) => ({ ...page, label: t(page.label) }));
  const openPalette = () => setOpen('palette');
  useShellKeys({ onOpenPalette: openPalette, onOpenKeys: doings.onOpenKeys });
  return (
    // Another person begins with pages of their own: what the one before was typing would go on standing there.
    <AppShell key={signedIn.id} me={me} administration={administration} tour={<TourSlot me={me} />} onOpenPalette={openPalette} {...doings}>
      <Outlet />
      <PaletteSlot isOpen={open === 'palette'} me={me} pages={pages} onClose={close} {...doings} />
      <KeysSlot isOpen={open === 'keys'} onClose={close} />
    </AppShell>
  );
}
