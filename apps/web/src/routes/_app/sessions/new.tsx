import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { BackLink } from '../../../components/ui/back-link';
import { Button } from '../../../components/ui/button';
import { EmptyState } from '../../../components/ui/empty-state';
import { Page, Panel } from '../../../components/ui/page';
import { defaultModel } from '../../../features/sessions/default-model';
import { StartSessionForm } from '../../../features/sessions/start-session-form';
import { trpc } from '../../../lib/api';
import { useTranslation } from '../../../lib/i18n';
import { says } from '../../../lib/says';

const pocsQuery = trpc.pocs.list.queryOptions({});
// A model's state changes by itself: what was true a while ago is no basis for a choice.
const modelsQuery = { ...trpc.models.list.queryOptions({}), staleTime: 0 };

export const Route = createFileRoute('/_app/sessions/new')({
  ...says('start'),
  validateSearch: ({ poc }: { poc?: unknown }): { poc?: number } => (typeof poc === 'number' && Number.isSafeInteger(poc) ? { poc } : {}),
  loaderDeps: ({ search: { poc } }) => ({ poc }),
  loader: async ({ context: { queryClient }, deps: { poc } }) => {
    const [pocs, models] = await Promise.all([queryClient.fetchQuery(pocsQuery), queryClient.fetchQuery(modelsQuery)]);
    const first = pocs.find(({ id }) => id === poc) ?? pocs[0];
    return { modelId: first ? await defaultModel(queryClient, models, first.id) : '' };
  },
  component: NewSession,
});

function NewSession() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { poc } = Route.useSearch();
  const { modelId } = Route.useLoaderData();
  const navigate = Route.useNavigate();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const open = (sessionId: number, secondId?: number) =>
    void (secondId === undefined ? navigate({ to: '/sessions/$sessionId', params: { sessionId } }) : navigate({ to: '/compare/$leftId/$rightId', params: { leftId: sessionId, rightId: secondId } }));
  const isAdmin = me.role === 'admin';
  return (
    <Page title={t('start.title')} lead={t('start.lead')} above={<BackLink to="/sessions">{t('app.toSessions')}</BackLink>} narrow>
      {pocs.length === 0 ? (
        <EmptyState action={isAdmin && <GoTo to="/admin/pocs" label={t('start.toPocs')} />}>
          {t('start.noPocs')}
          {isAdmin ? t('start.noPocsAdmin') : t('start.noPocsEvaluator')}
        </EmptyState>
      ) : models.length === 0 ? (
        <EmptyState action={isAdmin && <GoTo to="/admin/models" label={t('start.toModels')} />}>
          {t('start.noModels')}
          {isAdmin ? t('start.noModelsAdmin') : t('model.whatToDo.askAdmin')}
        </EmptyState>
      ) : (
        <Panel>
          <StartSessionForm me={me} pocs={pocs} models={models} pocId={poc} modelId={modelId} onStarted={open} />
        </Panel>
      )}
    </Page>
  );
}

const GoTo = ({ to, label }: { to: '/admin/pocs' | '/admin/models'; label: string }) => (
  <Button asChild variant="primary">
    <Link to={to}>{label}</Link>
  </Button>
);
