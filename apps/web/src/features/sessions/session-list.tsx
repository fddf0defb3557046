import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { SkeletonRows } from '../../components/ui/skeleton';
import { useTranslation } from '../../lib/i18n';
import { byDay } from './session-days';
import { sessionPages, type SessionFilter } from './session-queries';
import { SessionRow } from './session-row';
import { useReached } from './use-reached';

interface SessionListProps {
  filter: SessionFilter;
  startButton: ReactNode;
  onClearSearch: () => void;
}

/** Sessions by day. The next page comes when the end of this one is reached. */
export function SessionList({ filter, startButton, onClearSearch }: SessionListProps) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery(sessionPages(filter));
  const more = () => void (isFetchingNextPage || fetchNextPage());
  const end = useReached(more);
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={5} />;
  const sessions = data.pages.flat();
  if (sessions.length === 0) return <NoSessions filter={filter} startButton={startButton} onClearSearch={onClearSearch} />;
  return (
    <div aria-busy={isPlaceholderData} className="aria-busy:opacity-60">
      {byDay(sessions).map(({ day, rows }) => (
        <section key={day} aria-label={t(`sessions.${day}`)}>
          <h3 className="sticky top-0 z-1 bg-ground px-2.5 py-1.5 text-xs font-normal text-ink-faint">{t(`sessions.${day}`)}</h3>
          <ul className="flex flex-col gap-0.5 pb-2">
            {rows.map((session) => (
              <SessionRow key={session.id} session={session} showsUser={!filter.mine} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && !isPlaceholderData && (
        <div key={data.pages.length} ref={end}>
          <Button variant="ghost" size="sm" className="mx-auto my-2 flex max-md:h-10" disabled={isFetchingNextPage} onClick={more}>
            {isFetchingNextPage ? t('app.loading') : t('common.more')}
          </Button>
        </div>
      )}
      {error && <ErrorNotice error={error} onRetry={more} className="my-2" />}
    </div>
  );
}

/** Why there is nothing, and what to do about it. */
function NoSessions({ filter, startButton, onClearSearch }: SessionListProps) {
  const { t } = useTranslation();
  if (filter.search !== undefined)
    return (
      <EmptyState action={<Button onClick={onClearSearch}>{t('sessions.clearSearch')}</Button>}>
        {t('sessions.notFound', { search: filter.search })}
      </EmptyState>
    );
  const sentence = filter.open === undefined ? t('sessions.emptyAll') : filter.open ? t('sessions.emptyOpen') : t('sessions.emptyEnded');
  return <EmptyState action={filter.open !== false && startButton}>{sentence}</EmptyState>;
}
