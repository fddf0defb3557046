import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../../../components/ui/back-link';
import { Badge } from '../../../components/ui/badge';
import { Page, Panel } from '../../../components/ui/page';
import { SkeletonRows } from '../../../components/ui/skeleton';
import { JudgementForm } from '../../../features/judgement/judgement-form';
import { LogHistory } from '../../../features/logs/log-history';
import { LogText } from '../../../features/logs/log-text';
import { NextUnevaluated } from '../../../features/logs/next-unevaluated';
import { Provenance } from '../../../features/logs/provenance';
import { trpc } from '../../../lib/api';
import { formatDateTime } from '../../../lib/format';
import { idParam } from '../../../lib/id-param';

const logQuery = (logId: number) => trpc.logs.get.queryOptions({ log_id: logId });

export const Route = createFileRoute('/_app/logs/$logId')({
  params: idParam('logId'),
  loader: ({ context: { queryClient }, params: { logId } }) => {
    void queryClient.prefetchQuery(trpc.logs.history.queryOptions({ log_id: logId }));
    return queryClient.ensureQueryData(logQuery(logId));
  },
  component: LogPage,
});

function LogPage() {
  const { t } = useTranslation();
  const { logId } = Route.useParams();
  const { data: log } = useSuspenseQuery(logQuery(logId));
  return (
    <Page
      title={t('logs.detailTitle', { id: logId })}
      lead={log.evaluated_at && log.evaluated_by ? t('judgement.judgedBy', { name: log.evaluated_by, date: formatDateTime(log.evaluated_at) }) : undefined}
      above={
        <BackLink to="/logs">{t('logs.title')}</BackLink>
      }
      actions={<NextUnevaluated logId={logId} />}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel>
            <LogText log={log} />
          </Panel>
          <Panel title={t('judgement.title')} actions={<Badge tone={log.status === 1 ? 'plain' : 'brand'}>{t(`status.${log.status}`)}</Badge>}>
            {log.finish_reason === null ? <p className="text-sm text-ink-faint">{t('judgement.waiting')}</p> : <JudgementForm key={log.id} log={log} takesKeys startOpen />}
          </Panel>
          <Panel title={t('logs.history')}>
            <Suspense fallback={<SkeletonRows label={t('app.loading')} rows={2} />}>
              <LogHistory logId={logId} />
            </Suspense>
          </Panel>
        </div>
        <Panel title={t('logs.provenance')}>
          <Provenance log={log} />
        </Panel>
      </div>
    </Page>
  );
}
