import type { Log } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { ModelName } from '../../../components/model-name';
import { BackLink } from '../../../components/ui/back-link';
import { Badge } from '../../../components/ui/badge';
import { ChatPanel } from '../../../features/chat/chat-panel';
import { JudgementForm, loadTexts } from '../../../features/judgement/judgement-form';
import { SessionButton } from '../../../features/sessions/session-button';
import { SessionDetails } from '../../../features/sessions/session-details';
import { useSessionInLists } from '../../../features/sessions/session-queries';
import { trpc } from '../../../lib/api';
import { useTranslation } from '../../../lib/i18n';
import { idParam } from '../../../lib/id-param';
import { logPages } from '../../../lib/log-queries';
import { useFetchedWhenQuiet } from '../../../lib/use-late';
import { usePageTitle } from '../../../lib/use-page-title';

const sessionQuery = (sessionId: number) => trpc.sessions.get.queryOptions({ session_id: sessionId });
// What is known is shown at once and fetched anew meanwhile.
const fresh = { revalidateIfStale: true } as const;

export const Route = createFileRoute('/_app/sessions/$sessionId')({
  params: idParam('sessionId'),
  loader: ({ context: { queryClient }, params: { sessionId } }) =>
    Promise.all([queryClient.ensureQueryData({ ...sessionQuery(sessionId), ...fresh }), queryClient.ensureInfiniteQueryData({ ...logPages({ session_id: sessionId }), ...fresh })]),
  component: SessionPage,
});

const renderJudgement = (log: Log, takesKeys: boolean) => <JudgementForm log={log} takesKeys={takesKeys} />;

function SessionPage() {
  const { t } = useTranslation();
  const { sessionId } = Route.useParams();
  const { me } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  const { data: session } = useSuspenseQuery(sessionQuery(sessionId));
  useFetchedWhenQuiet(loadTexts);
  useSessionInLists(session);
  usePageTitle(session.first_question ?? `${session.poc_name} ${t('sessions.id', { id: sessionId })}`);
  const isOwn = session.user_id === me.id;
  const compare = (rightId: number) => void navigate({ to: '/compare/$leftId/$rightId', params: { leftId: sessionId, rightId } });
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-112px-var(--top))] w-full max-w-[980px] flex-col px-4 sm:px-8 md:min-h-[calc(100dvh-var(--top))]">
      <header className="-mx-2 border-b px-2 pt-4 pb-4 min-[1100px]:pt-6">
        <div className="min-[1100px]:hidden">
          <BackLink to="/sessions">{t('app.toSessions')}</BackLink>
        </div>
        <div className="flex items-start justify-between gap-x-4">
          <div className="min-w-0">
            <h1 className="flex flex-wrap items-center gap-x-3 text-xl">
              {session.poc_name}
              {session.ended_at && <Badge>{t('sessions.ended')}</Badge>}
            </h1>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-soft">
              <ModelName name={session.model_name} version={session.model_version} isDemo={session.model_is_demo} />
              <span>{t(session.multi_turn ? 'sessions.mode.multi' : 'sessions.mode.single')}</span>
              <span>{t('sessions.questions', { count: session.log_count })}</span>
              <span>{t('sessions.unevaluated', { count: session.unevaluated_count })}</span>
            </p>
          </div>
          {(isOwn || session.ended_at === null) && <SessionButton session={session} me={me} onCompare={compare} />}
        </div>
        <SessionDetails session={session} />
      </header>
      <ChatPanel key={sessionId} session={session} isOwn={isOwn} renderJudgement={renderJudgement} />
    </div>
  );
}
