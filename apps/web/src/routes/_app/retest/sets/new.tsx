import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, notFound } from '@tanstack/react-router';
import { BackLink } from '../../../../components/ui/back-link';
import { EmptyState } from '../../../../components/ui/empty-state';
import { Page, Panel } from '../../../../components/ui/page';
import { toast } from '../../../../components/ui/toaster';
import { CreateSetForm } from '../../../../features/question-sets/create-set-form';
import { trpc } from '../../../../lib/api';
import { useTranslation } from '../../../../lib/i18n';
import { numberParam } from '../../../../lib/search-params';

const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/retest/sets/new')({
  validateSearch: ({ poc }): { poc?: number } => {
    const pocId = numberParam(poc);
    return pocId === undefined ? {} : { poc: pocId };
  },
  beforeLoad: ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(pocsQuery),
  component: NewSet,
});

function NewSet() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { poc } = Route.useSearch();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  return (
    <Page title={t('sets.new')} lead={t('sets.newLead')} narrow above={<BackLink to="/retest">{t('retest.title')}</BackLink>}>
      {pocs.length === 0 ? (
        <EmptyState>{t('sets.noPoc')}</EmptyState>
      ) : (
        <Panel>
          <CreateSetForm
            pocs={pocs}
            pocId={poc}
            onCreated={({ id, name }) => {
              toast(t('sets.created', { name }));
              void navigate({ to: '/retest/sets/$setId', params: { setId: id } });
            }}
          />
        </Panel>
      )}
    </Page>
  );
}
