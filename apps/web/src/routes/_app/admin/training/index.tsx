import { createFileRoute, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Button } from '../../../../components/ui/button';
import { Page } from '../../../../components/ui/page';
import { SnapshotList } from '../../../../features/training/snapshot-list';
import { snapshotPages } from '../../../../features/training/training-queries';
import { useTranslation } from '../../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/training/')({
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(snapshotPages),
  component: Training,
});

function Training() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('training.title')}
      lead={t('training.lead')}
      actions={
        <Button asChild variant="primary" className="max-md:h-10">
          <Link to="/admin/training/new">
            <Plus aria-hidden />
            {t('training.new')}
          </Link>
        </Button>
      }
    >
      <SnapshotList />
    </Page>
  );
}
