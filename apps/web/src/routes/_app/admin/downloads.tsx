import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { Page } from '../../../components/ui/page';
import { AddressForm } from '../../../features/downloads/address-form';
import { DownloadList } from '../../../features/downloads/download-list';
import { downloadsQuery, recommendedQuery } from '../../../features/downloads/download-queries';
import { OutsideNotice } from '../../../features/downloads/outside-notice';
import { RecommendedList } from '../../../features/downloads/recommended-list';
import { modelsQuery } from '../../../features/models/model-queries';
import { useTranslation } from '../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/downloads')({
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(downloadsQuery), queryClient.ensureQueryData(recommendedQuery), queryClient.ensureQueryData(modelsQuery)]),
  component: Downloads,
});

function Downloads() {
  const { t } = useTranslation();
  const { data: models } = useSuspenseQuery(modelsQuery);
  return (
    <Page title={t('downloads.title')} lead={t('downloads.lead')}>
      <div className="flex flex-col gap-6">
        <OutsideNotice />
        <DownloadList models={models} />
        <RecommendedList />
        <AddressForm />
      </div>
    </Page>
  );
}
