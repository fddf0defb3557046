import type { Log, LogFilter } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EvaluationMark } from '../../components/evaluation-mark';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { formatDateTime } from '../../lib/format';
import { logPages } from '../../lib/log-queries';

interface LogListProps {
  filter: LogFilter;
  isFiltered: boolean;
  showsUser: boolean;
}

export function LogList({ filter, isFiltered, showsUser }: LogListProps) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(logPages(filter));
  const logs = data.pages.flat();
  if (logs.length === 0) return <EmptyState>{isFiltered ? t('logs.emptyFiltered') : t('logs.empty')}</EmptyState>;
  return (
    <>
      <div className="overflow-hidden rounded-lg border bg-surface">
        <table aria-label={t('logs.tableLabel')} className="block w-full md:table md:table-fixed">
          <thead className="hidden bg-sunken text-left text-xs text-ink-faint md:table-header-group">
            <tr className="[&>th]:px-3 [&>th]:py-2 [&>th]:font-medium">
              <th className="w-18">{t('logs.number')}</th>
              <th>{t('logs.questionAnswer')}</th>
              <th className="w-80">{t('logs.pocModel')}</th>
              <th className="w-27">{t('evaluation.label')}</th>
              <th className="w-20">{t('priority.label')}</th>
              <th className="w-36">{t('logs.date')}</th>
            </tr>
          </thead>
          <tbody className="block md:table-row-group">
            {logs.map((log) => (
              <Row key={log.id} log={log} showsUser={showsUser} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage ? (
        <Button className="mx-auto mt-4 flex" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : (
        <p className="mt-3 text-center text-xs text-ink-faint">{t('logs.end')}</p>
      )}
    </>
  );
}

/** A row of a table where there is room for one, a card where there is not. */
function Row({ log, showsUser }: { log: Log; showsUser: boolean }) {
  const { t } = useTranslation();
  return (
    <tr className="relative flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t px-4 py-3 first:border-t-0 hover:bg-sunken/60 md:table-row md:p-0 md:[&>td]:border-t md:[&>td]:px-3 md:[&>td]:py-2.5 md:[&>td]:align-top md:first:[&>td]:border-t-0">
      <td className="hidden text-sm text-ink-faint md:table-cell">{log.id}</td>
      <td className="w-full min-w-0 md:w-auto">
        <Link to="/logs/$logId" params={{ logId: log.id }} className="line-clamp-2 font-medium after:absolute after:inset-0">
          {log.question}
        </Link>
        <p className="mt-0.5 line-clamp-1 text-sm text-ink-soft">{log.answer || (log.finish_reason === null ? t('finish.running') : t('chat.noAnswer'))}</p>
        {log.finish_reason !== 'stop' && (
          <Badge tone={log.finish_reason === 'failed' || log.finish_reason === 'interrupted' ? 'bad' : 'fair'} className="mt-1">
            {t(`finish.${log.finish_reason ?? 'running'}`)}
          </Badge>
        )}
      </td>
      <td className="order-last w-full text-xs text-ink-soft md:w-auto md:text-sm">
        <span className="line-clamp-1">
          <span className="md:hidden">{t('chat.number', { id: log.id })} </span>
          {log.poc_name}
          {showsUser && <span className="md:hidden"> {log.username}</span>}
        </span>
        <ModelName name={log.model_name} version={log.model_version} isDemo={log.model_is_demo} className="hidden text-xs md:inline-flex" />
      </td>
      <td>
        <EvaluationMark evaluation={log.evaluation} withText />
      </td>
      <td className="text-sm">
        {log.priority ? (
          <span>{t(`priority.${log.priority}`)}</span>
        ) : (
          <span className="hidden text-ink-faint md:inline">
            <span aria-hidden>—</span>
            <span className="sr-only">{t('priority.none')}</span>
          </span>
        )}
        {log.status !== 1 && (
          <span className="ml-2 md:ml-0 md:block">
            <Badge tone="brand">{t(`status.${log.status}`)}</Badge>
          </span>
        )}
      </td>
      <td className="ml-auto text-xs text-ink-faint md:text-sm">
        <time dateTime={log.timestamp}>{formatDateTime(log.timestamp)}</time>
        {showsUser && <span className="hidden truncate text-xs md:block">{log.username}</span>}
      </td>
    </tr>
  );
}
