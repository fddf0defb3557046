import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../../../components/ui/back-link';
import { ModelName } from '../../../components/model-name';
import { Badge } from '../../../components/ui/badge';
import { Disclosure } from '../../../components/ui/disclosure';
import { ChatPanel } from '../../../features/chat/chat-panel';
import { JudgementForm } from '../../../features/judgement/judgement-form';
import { EndSession } from '../../../features/sessions/end-session';
import { SessionFacts } from '../../../features/sessions/session-facts';
import { trpc } from '../../../lib/api';
import { idParam } from '../../../lib/id-param';
import { logPages } from '../../../lib/log-queries';
import { usePageTitle } from '../../../lib/use-page-title';

const sessionQuery = (sessionId: number) => trpc.sessions.get.queryOptions({ session_id: sessionId });

export const Route = createFileRoute('/_app/sessions/$sessionId')({
  params: idParam('sessionId'),
  loader: ({ context: { queryClient }, params: { sessionId } }) =>
    Promise.all([queryClient.ensureQueryData(sessionQuery(sessionId)), queryClient.fetchInfiniteQuery({ ...logPages({ session_id: sessionId }), staleTime: 0 })]),
  component: SessionPage,
});

function SessionPage() {
  const { t } = useTranslation();
  const { sessionId } = Route.useParams();
  const { me } = Route.useRouteContext();
  const { data: session } = useSuspenseQuery(sessionQuery(sessionId));
  const isOwn = session.user_id === me.id;
  usePageTitle(`${session.poc_name} ${t('sessions.id', { id: sessionId })}`);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-112px)] w-full max-w-[1240px] gap-10 px-4 sm:px-8 md:min-h-dvh">
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="border-b pt-5 pb-4 sm:pt-7">
          <BackLink to="/sessions">{t('app.toSessions')}</BackLink>
          <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
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
            {session.ended_at === null && <EndSession session={session} />}
          </div>
          <Disclosure summary={t('chat.details')} className="mt-3 xl:hidden">
            <div className="mt-2 rounded-lg border bg-surface px-4 py-1">
              <SessionFacts session={session} />
            </div>
          </Disclosure>
        </header>
        <ChatPanel key={sessionId} session={session} isOwn={isOwn} renderJudgement={(log, takesKeys) => <JudgementForm log={log} takesKeys={takesKeys} />} />
      </div>
      <aside aria-label={t('chat.details')} className="sticky top-0 hidden max-h-dvh w-72 shrink-0 self-start overflow-y-auto pt-7 pb-6 xl:block">
        <h2 className="mb-2 text-sm">{t('chat.details')}</h2>
        <SessionFacts session={session} />
      </aside>
    </div>
  );
}
