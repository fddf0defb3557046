import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/ui/notice';
import { Page } from '../../../components/ui/page';
import { EngineMemory } from '../../../features/engine/engine-memory';
import { EngineModels } from '../../../features/engine/engine-models';
import { engineQuery } from '../../../features/engine/engine-queries';
import { EngineTiles } from '../../../features/engine/engine-tiles';
import { EngineTotals } from '../../../features/engine/engine-totals';
import { modelsQuery } from '../../../features/models/model-queries';
import { formatTime } from '../../../lib/format';

export const Route = createFileRoute('/_app/admin/engine')({
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(engineQuery), queryClient.ensureQueryData(modelsQuery)]),
  component: Engine,
});

function Engine() {
  const { t } = useTranslation();
  const { data: status, isError, dataUpdatedAt } = useSuspenseQuery(engineQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  return (
    <Page title={t('engine.title')} lead={t('engine.lead')}>
      <div className="flex flex-col gap-5">
        {isError && <Notice tone="warning">{t('engine.stale', { time: formatTime(new Date(dataUpdatedAt)) })}</Notice>}
        <EngineTiles status={status} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
          <div className="flex min-w-0 flex-col gap-5">
            {status.memory && <EngineMemory memory={status.memory} />}
            <EngineModels running={status.models} models={models} />
          </div>
          <EngineTotals status={status} />
        </div>
        <p className="text-xs text-ink-faint">{t('engine.prometheus', { address: `${window.location.origin}/metrics` })}</p>
      </div>
    </Page>
  );
}
