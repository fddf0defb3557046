import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { ArrowLeft, ListChecks } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { LateHeldOut } from '../../../components/late-held-out';
import { Provenance } from '../../../components/provenance';
import { Badge } from '../../../components/ui/badge';
import { Button } from '../../../components/ui/button';
import { Page, Panel } from '../../../components/ui/page';
import { SkeletonRows } from '../../../components/ui/skeleton';
import { JudgementForm } from '../../../features/judgement/judgement-form';
import { JudgementTexts } from '../../../features/judgement/judgement-texts';
import { LineageSlot } from '../../../features/logs/lineage-slot';
import { LogHistory } from '../../../features/logs/log-history';
import { parseLogSearch } from '../../../features/logs/log-search';
import { LogSteps } from '../../../features/logs/log-steps';
import { LogText } from '../../../features/logs/log-text';
import { RelatedLogs } from '../../../features/logs/related-logs';
import { patchRows, rowPatch } from '../../../features/logs/row-queries';
import { trpc } from '../../../lib/api';
import { formatDateTime } from '../../../lib/format';
import { useTranslation } from '../../../lib/i18n';
import { idParam } from '../../../lib/id-param';
import { whileAnswering } from '../../../lib/log-queries';

export const Route = createFileRoute('/_app/logs/$logId')({
  params: idParam('logId'),
  // The list that the reader came from: to go on in it, and back to it.
  validateSearch: parseLogSearch,
  loader: ({ context: { queryClient }, params: { logId } }) => {
    void queryClient.prefetchQuery(trpc.logs.history.queryOptions({ log_id: logId }));
    return queryClient.ensureQueryData(whileAnswering(logId));
  },
  component: LogPage,
});

function LogPage() {
  const { t } = useTranslation();
  const { logId } = Route.useParams();
  const search = Route.useSearch();
  const { me } = Route.useRouteContext();
  const isAdmin = me.role === 'admin';
  const queryClient = useQueryClient();
  const { data: log } = useSuspenseQuery(whileAnswering(logId));
  // What is judged here must not look unjudged in the list.
  useEffect(() => void patchRows(queryClient, new Map([[log.id, rowPatch(log)]])), [queryClient, log]);
  return (
    <Page
      title={t('logs.detailTitle', { id: logId })}
      lead={log.evaluated_at && log.evaluated_by ? t('judgement.judgedBy', { name: log.evaluated_by, date: formatDateTime(log.evaluated_at) }) : undefined}
      above={
        <div className="mb-3 flex items-center justify-between gap-4">
          <Link to="/logs" search={{ ...search, at: logId }} className="inline-flex items-center gap-1 rounded-sm text-sm text-ink-faint hover:text-brand-ink max-md:min-h-10">
            <ArrowLeft aria-hidden className="size-4" />
            {t('logs.toList')}
          </Link>
          <LogSteps logId={logId} search={search} />
        </div>
      }
      actions={
        <Button asChild className="max-md:h-10">
          <Link to="/review" search={{ poc: log.poc_id, mine: log.user_id === me.id ? undefined : false }}>
            <ListChecks aria-hidden />
            {t('logs.nextUnevaluated')}
          </Link>
        </Button>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel>
            <LogText log={log} />
            <RelatedLogs log={log} />
          </Panel>
          <Panel title={t('judgement.title')} actions={<Badge tone={log.status === 1 ? 'plain' : 'brand'}>{t(`status.${log.status}`)}</Badge>}>
            {log.finish_reason === null ? <p className="text-sm text-ink-faint">{t('judgement.waiting')}</p> : <JudgementForm key={log.id} log={log} takesKeys texts={JudgementTexts} />}
          </Panel>
          <Panel title={t('logs.history')}>
            <Suspense fallback={<SkeletonRows label={t('app.loading')} rows={2} />}>
              <LogHistory logId={logId} />
            </Suspense>
          </Panel>
          {isAdmin && (
            <Panel title={t('logs.retest')}>
              <LateHeldOut log={log} />
            </Panel>
          )}
          <LineageSlot logId={logId} isAdmin={isAdmin} />
        </div>
        <Panel title={t('provenance.title')}>
          <Provenance log={log} />
        </Panel>
      </div>
    </Page>
  );
}
