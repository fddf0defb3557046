import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { CopyButton } from '../../../components/ui/copy-button';
import { Page } from '../../../components/ui/page';
import { EngineMemory } from '../../../features/engine/engine-memory';
import { EngineModels } from '../../../features/engine/engine-models';
import { engineQuery } from '../../../features/engine/engine-queries';
import { EngineTiles } from '../../../features/engine/engine-tiles';
import { EngineTotals } from '../../../features/engine/engine-totals';
import { modelsQuery } from '../../../features/models/model-queries';
import { DatabasePanel } from '../../../features/system/database-panel';
import { DiskPanel, DiskWarning } from '../../../features/system/disk-panel';
import { MachinePanel } from '../../../features/system/machine-panel';
import { StaleNotice } from '../../../features/system/stale-notice';
import { systemQuery } from '../../../features/system/system-queries';
import { systemReport } from '../../../features/system/system-report';
import { VersionsPanel } from '../../../features/system/versions-panel';
import { useTranslation } from '../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/system')({
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(engineQuery), queryClient.ensureQueryData(systemQuery), queryClient.ensureQueryData(modelsQuery)]),
  component: System,
});

function System() {
  const { t } = useTranslation();
  const engine = useSuspenseQuery(engineQuery);
  const system = useSuspenseQuery(systemQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const at = Math.min(engine.dataUpdatedAt, system.dataUpdatedAt);
  const retry = () => void Promise.all([engine.refetch(), system.refetch()]);
  return (
    <Page
      title={t('system.title')}
      lead={t('system.lead')}
      actions={<CopyButton className="max-md:h-10" text={systemReport(system.data, engine.data, new Date(at))} label={t('system.copy')} copiedLabel={t('system.copied')} failedLabel={t('common.copyFailed')} title={t('system.copyHint')} />}
    >
      <div className="flex flex-col gap-5">
        <StaleNotice at={at} isError={engine.isError || system.isError} onRetry={retry} />
        <DiskWarning disks={system.data.disks} />
        <EngineTiles status={engine.data} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_380px]">
          <div className="flex min-w-0 flex-col gap-5">
            <EngineModels running={engine.data.models} models={models} />
            {engine.data.memory && <EngineMemory memory={engine.data.memory} />}
            <DiskPanel disks={system.data.disks} />
            <MachinePanel system={system.data} />
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <DatabasePanel database={system.data.database} />
            <VersionsPanel system={system.data} />
            <EngineTotals status={engine.data} />
          </div>
        </div>
        <p className="text-xs text-ink-faint">{t('engine.prometheus', { address: `${window.location.origin}/metrics` })}</p>
      </div>
    </Page>
  );
}
