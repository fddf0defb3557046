import { errorOf } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { AppShell } from '../features/shell/app-shell';
import { apiKey } from '../lib/api-key';
import { trpc } from '../lib/api';
import { drafts } from '../lib/draft';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    // Back to the same page afterwards, unless it was left on purpose: the next person may be another.
    const toSignIn = () => redirect({ to: '/sign-in', search: { redirect: apiKey.leftBecause() === 'signed_out' ? undefined : location.href }, replace: true });
    if (!apiKey.get()) throw toSignIn();
    try {
      const me = await context.queryClient.ensureQueryData(trpc.users.me.queryOptions({}));
      drafts.belongTo(me.id);
      return { me };
    } catch (error) {
      if (errorOf(error)?.status === 401) throw toSignIn();
      throw error;
    }
  },
  component: App,
});

function App() {
  const { data: me } = useSuspenseQuery(trpc.users.me.queryOptions({}));
  return (
    <AppShell me={me}>
      <Outlet />
    </AppShell>
  );
}
