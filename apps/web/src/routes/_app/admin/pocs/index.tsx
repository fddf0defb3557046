import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Button } from '../../../../components/ui/button';
import { Page } from '../../../../components/ui/page';
import { PocList } from '../../../../features/pocs/poc-list';
import { pocsQuery } from '../../../../features/pocs/poc-queries';
import { useTranslation } from '../../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/pocs/')({
  loader: ({ context }) => context.queryClient.ensureQueryData(pocsQuery),
  component: Pocs,
});

function Pocs() {
  const { t } = useTranslation();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  return (
    <Page
      title={t('pocs.title')}
      lead={t('pocs.lead')}
      actions={
        <Button asChild variant="primary" className="max-md:h-10">
          <Link to="/admin/pocs/new">
            <Plus aria-hidden />
            {t('pocs.create')}
          </Link>
        </Button>
      }
    >
      <PocList pocs={pocs} />
    </Page>
  );
}
