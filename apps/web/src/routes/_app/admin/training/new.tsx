import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorNotice } from '../../../../components/error-notice';
import { BackLink } from '../../../../components/ui/back-link';
import { Dialog } from '../../../../components/ui/dialog';
import { EmptyState } from '../../../../components/ui/empty-state';
import { Page, Panel } from '../../../../components/ui/page';
import { SkeletonRows } from '../../../../components/ui/skeleton';
import { JudgementForm } from '../../../../features/judgement/judgement-form';
import { JudgementTexts } from '../../../../features/judgement/judgement-texts';
import { pocsQuery } from '../../../../features/pocs/poc-queries';
import { MendLog } from '../../../../features/training/mend-log';
import { PreflightResult } from '../../../../features/training/preflight-result';
import { initialSettings, type SnapshotSettings } from '../../../../features/training/settings';
import { SettingsForm } from '../../../../features/training/settings-form';
import { TakePanel } from '../../../../features/training/take-panel';
import { preflightQuery } from '../../../../features/training/training-queries';
import { useTranslation } from '../../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/training/new')({
  validateSearch: ({ poc }): { poc?: number } => (Number.isSafeInteger(poc) ? { poc: poc as number } : {}),
  loader: ({ context }) => context.queryClient.ensureQueryData(pocsQuery),
  component: NewSnapshot,
});

function NewSnapshot() {
  const { t } = useTranslation();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { poc = pocs[0]?.id } = Route.useSearch();
  return (
    <Page title={t('training.new')} lead={t('training.newLead')} above={<BackLink to="/admin/training">{t('training.title')}</BackLink>}>
      {poc === undefined ? <EmptyState>{t('training.noPoc')}</EmptyState> : <Preparation pocId={poc} />}
    </Page>
  );
}

function Preparation({ pocId }: { pocId: number }) {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const queryClient = useQueryClient();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const [settings, setSettings] = useState<SnapshotSettings>(() => initialSettings(pocId));
  const [mended, setMended] = useState<number>();
  const { data: preflight, error, isFetching, refetch } = useQuery(preflightQuery(settings));
  const change = (some: Partial<SnapshotSettings>) => setSettings((now) => ({ ...now, ...some }));
  return (
    <div className="flex flex-col gap-5">
      <Panel title={t('training.which')}>
        <SettingsForm settings={settings} pocs={pocs} onChange={change} />
      </Panel>
      <Panel title={t('training.preflight')} actions={isFetching && <output className="text-sm text-ink-faint">{t('training.checking')}</output>}>
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : preflight ? (
          <PreflightResult
            preflight={preflight}
            onMend={setMended}
            onExclude={(id) => change({ excluded_log_ids: [...settings.excluded_log_ids, id] })}
            onAccept={(id) => change({ accepted_log_ids: [...settings.accepted_log_ids, id] })}
          />
        ) : (
          <SkeletonRows label={t('training.checking')} rows={3} />
        )}
      </Panel>
      <Panel title={t('training.takeTitle')}>
        <TakePanel settings={settings} preflight={preflight} onDone={({ id }) => void navigate({ to: '/admin/training/$snapshotId', params: { snapshotId: id } })} />
      </Panel>
      <Dialog
        open={mended !== undefined}
        onOpenChange={() => {
          setMended(undefined);
          void queryClient.invalidateQueries({ queryKey: ['preflight'] });
        }}
        title={mended === undefined ? '' : t('training.mendTitle', { id: mended })}
        closeLabel={t('common.close')}
        wide
      >
        {mended !== undefined && <MendLog logId={mended}>{(log) => <JudgementForm key={log.id} log={log} takesKeys={false} texts={JudgementTexts} />}</MendLog>}
      </Dialog>
    </div>
  );
}
