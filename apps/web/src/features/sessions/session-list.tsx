import type { Session } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { formatDateTime } from '../../lib/format';
import { sessionPages, type SessionFilter } from './session-queries';

export function SessionList({ filter, startButton }: { filter: SessionFilter; startButton: ReactNode }) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(sessionPages(filter));
  const sessions = data.pages.flat();
  if (sessions.length === 0) {
    const sentence = filter.open === undefined ? t('sessions.emptyAll') : filter.open ? t('sessions.emptyOpen') : t('sessions.emptyEnded');
    return <EmptyState action={filter.open !== false && startButton}>{sentence}</EmptyState>;
  }
  return (
    <>
      <ul aria-label={t('sessions.listLabel')} className="divide-y overflow-hidden rounded-lg border bg-surface">
        {sessions.map((session) => (
          <Row key={session.id} session={session} showsUser={!filter.mine} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mx-auto mt-4 flex" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

function Row({ session, showsUser }: { session: Session; showsUser: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="relative grid gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-sunken/60 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <Link to="/sessions/$sessionId" params={{ sessionId: session.session_id }} className="font-medium after:absolute after:inset-0">
          {session.poc_name}
        </Link>
        <span className="ml-2.5 text-xs text-ink-faint">{t('sessions.id', { id: session.session_id })}</span>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-ink-soft">
          <ModelName name={session.model_name} version={session.model_version} isDemo={session.model_is_demo} />
          <span>{t(session.multi_turn ? 'sessions.mode.multi' : 'sessions.mode.single')}</span>
          {showsUser && <span>{session.username}</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft sm:justify-end">
        <Progress session={session} />
        <span className="text-ink-faint">
          <time dateTime={session.started_at}>{formatDateTime(session.started_at)}</time>
        </span>
        {session.ended_at && <Badge>{t('sessions.ended')}</Badge>}
      </div>
    </li>
  );
}

function Progress({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{t('sessions.questions', { count: session.log_count })}</span>
      {session.unevaluated_count > 0 && <Badge tone="brand">{t('sessions.unevaluated', { count: session.unevaluated_count })}</Badge>}
      {session.log_count > 0 && session.unevaluated_count === 0 && <span className="text-ink-faint">{t('sessions.allJudged')}</span>}
    </>
  );
}
