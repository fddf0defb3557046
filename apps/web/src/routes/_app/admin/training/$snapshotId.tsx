import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { BackLink } from '../../../../components/ui/back-link';
import { Page, Panel } from '../../../../components/ui/page';
import { modelsQuery } from '../../../../features/models/model-queries';
import { ArchivePanel } from '../../../../features/training/archive-panel';
import { ExampleList } from '../../../../features/training/example-list';
import { ExportPanel } from '../../../../features/training/export-panel';
import { ReceivePanel } from '../../../../features/training/receive-panel';
import { SnapshotActions } from '../../../../features/training/snapshot-actions';
import { SnapshotFacts } from '../../../../features/training/snapshot-facts';
import { snapshotQuery } from '../../../../features/training/training-queries';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';

export const Route = createFileRoute('/_app/admin/training/$snapshotId')({
  params: idParam('snapshotId'),
  loader: ({ context: { queryClient }, params: { snapshotId } }) => Promise.all([queryClient.ensureQueryData(snapshotQuery(snapshotId)), queryClient.ensureQueryData(modelsQuery)]),
  component: SnapshotPage,
});

function SnapshotPage() {
  const { t } = useTranslation();
  const { snapshotId } = Route.useParams();
  const { data: snapshot } = useSuspenseQuery(snapshotQuery(snapshotId));
  const { data: models } = useSuspenseQuery(modelsQuery);
  return (
    <Page title={t('training.name', { poc: snapshot.poc_name, version: snapshot.version })} lead={t('training.detailLead')} above={<BackLink to="/admin/training">{t('training.title')}</BackLink>}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title={t('training.files')}>
            <ExportPanel snapshot={snapshot} />
          </Panel>
          <Panel title={t('training.archive')}>
            <ArchivePanel snapshot={snapshot} models={models} />
          </Panel>
          <Panel title={t('training.receiveTitle')}>
            <ReceivePanel />
          </Panel>
          <Panel title={t('training.examples')}>
            <ExampleList snapshot={snapshot} />
          </Panel>
        </div>
        <Panel title={t('training.details')}>
          <div className="flex flex-col gap-4">
            <SnapshotActions snapshot={snapshot} />
            <SnapshotFacts snapshot={snapshot} models={models} />
          </div>
        </Panel>
      </div>
    </Page>
  );
}
