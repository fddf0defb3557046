import type { Log } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, notFound } from '@tanstack/react-router';
import { BackLink } from '../../../components/ui/back-link';
import { ComparePanel } from '../../../features/chat/compare-panel';
import { JudgementForm, loadTexts } from '../../../features/judgement/judgement-form';
import { CompareHeader } from '../../../features/sessions/compare-header';
import { trpc } from '../../../lib/api';
import { useTranslation } from '../../../lib/i18n';
import { idParam } from '../../../lib/id-param';
import { logPages } from '../../../lib/log-queries';
import { says } from '../../../lib/says';
import { useFetchedWhenQuiet } from '../../../lib/use-late';
import { usePageTitle } from '../../../lib/use-page-title';

const sessionQuery = (sessionId: number) => trpc.sessions.get.queryOptions({ session_id: sessionId });
const fresh = { revalidateIfStale: true } as const;
const [leftParam, rightParam] = [idParam('leftId'), idParam('rightId')];

export const Route = createFileRoute('/_app/compare/$leftId/$rightId')({
  ...says('sessions'),
  params: {
    parse: (params) => ({ ...leftParam.parse(params), ...rightParam.parse(params) }),
    stringify: (params) => ({ ...leftParam.stringify(params), ...rightParam.stringify(params) }),
  },
  loader: ({ context: { queryClient }, params: { leftId, rightId } }) => {
    if (leftId === rightId) throw notFound();
    return Promise.all(
      [leftId, rightId].flatMap((session_id) => [queryClient.ensureQueryData({ ...sessionQuery(session_id), ...fresh }), queryClient.ensureInfiniteQueryData({ ...logPages({ session_id }), ...fresh })]),
    );
  },
  component: Compare,
});

const renderJudgement = (log: Log, takesKeys: boolean) => <JudgementForm log={log} takesKeys={takesKeys} />;

/** Two sessions that are asked the same. Both stay ordinary sessions. */
function Compare() {
  const { t } = useTranslation();
  const { leftId, rightId } = Route.useParams();
  const { me } = Route.useRouteContext();
  useFetchedWhenQuiet(loadTexts);
  const { data: left } = useSuspenseQuery(sessionQuery(leftId));
  const { data: right } = useSuspenseQuery(sessionQuery(rightId));
  usePageTitle(`${left.poc_name} ${t('compare.title')}`);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-112px-var(--top))] w-full max-w-[1320px] flex-col px-4 sm:px-8 md:min-h-[calc(100dvh-var(--top))]">
      <header className="pt-4 pb-3 sm:pt-6">
        <BackLink to="/sessions">{t('app.toSessions')}</BackLink>
        <CompareHeader left={left} right={right} />
      </header>
      <ComparePanel key={`${leftId}.${rightId}`} left={left} right={right} myId={me.id} renderJudgement={renderJudgement} />
    </div>
  );
}
