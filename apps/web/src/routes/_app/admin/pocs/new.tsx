import { createFileRoute } from '@tanstack/react-router';
import { BackLink } from '../../../../components/ui/back-link';
import { Page } from '../../../../components/ui/page';
import { toast } from '../../../../components/ui/toaster';
import { PocForm } from '../../../../features/pocs/poc-form';
import { pocsQuery } from '../../../../features/pocs/poc-queries';
import { useTranslation } from '../../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/pocs/new')({
  loader: ({ context }) => context.queryClient.ensureQueryData(pocsQuery),
  component: NewPoc,
});

function NewPoc() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  return (
    <Page title={t('pocs.createTitle')} lead={t('pocs.createLead')} narrow above={<BackLink to="/admin/pocs">{t('pocs.title')}</BackLink>}>
      <PocForm
        poc={undefined}
        onSaved={({ id, name }) => {
          toast(t('pocs.created', { name }));
          void navigate({ to: '/admin/pocs/$pocId', params: { pocId: id } });
        }}
      />
    </Page>
  );
}
