import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link, redirect } from '@tanstack/react-router';
import { Button } from '../../../components/ui/button';
import { EmptyState } from '../../../components/ui/empty-state';
import { Page } from '../../../components/ui/page';
import { pocsQuery } from '../../../features/home/home-queries';
import { lastPoc } from '../../../features/home/last-poc';
import { PocCards } from '../../../features/home/poc-cards';
import { useTranslation } from '../../../lib/i18n';

/** `all`: to choose another than the last one. */
interface Search {
  all?: true | undefined;
}

export const Route = createFileRoute('/_app/pocs/')({
  validateSearch: ({ all }: { all?: unknown }): Search => (all === true ? { all } : {}),
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queryClient, me }, deps }) => {
    const pocs = await queryClient.fetchQuery(pocsQuery);
    const last = deps.all ? undefined : pocs.find(({ id }) => id === lastPoc.get(me.id));
    const only = pocs.length === 1 ? pocs[0] : last;
    if (only) throw redirect({ to: '/pocs/$pocId', params: { pocId: only.id }, replace: true });
  },
  component: Pocs,
});

function Pocs() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  if (pocs.length === 0) return <NoPocs isAdmin={me.role === 'admin'} />;
  return (
    <Page title={t('home.choose')} lead={t('home.chooseLead')}>
      <PocCards pocs={pocs} lastId={lastPoc.get(me.id)} />
    </Page>
  );
}

function NoPocs({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation();
  const create = (
    <Button asChild variant="primary">
      <Link to="/admin/pocs">{t('home.createPoc')}</Link>
    </Button>
  );
  return (
    <Page title={t('home.title')} narrow>
      <EmptyState action={isAdmin && create}>
        {t('home.noPocs')}
        {isAdmin ? t('home.noPocsAdmin') : t('home.noPocsOthers')}
      </EmptyState>
    </Page>
  );
}
