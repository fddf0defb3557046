import type { Poc } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/button';
import { Dialog } from '../../../components/ui/dialog';
import { Page } from '../../../components/ui/page';
import { PocForm } from '../../../features/pocs/poc-form';
import { PocList } from '../../../features/pocs/poc-list';
import { trpc } from '../../../lib/api';

const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/admin/pocs')({
  loader: ({ context }) => context.queryClient.ensureQueryData(pocsQuery),
  component: Pocs,
});

function Pocs() {
  const { t } = useTranslation();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const [edited, setEdited] = useState<Poc | 'new'>();
  const close = () => setEdited(undefined);
  return (
    <Page
      title={t('pocs.title')}
      lead={t('pocs.lead')}
      actions={
        <Button variant="primary" onClick={() => setEdited('new')}>
          <Plus aria-hidden />
          {t('pocs.create')}
        </Button>
      }
    >
      <PocList pocs={pocs} onEdit={setEdited} />
      <Dialog open={edited !== undefined} onOpenChange={close} title={edited === 'new' ? t('pocs.createTitle') : t('pocs.editTitle')} closeLabel={t('common.close')} wide>
        {edited && <PocForm poc={edited === 'new' ? undefined : edited} onDone={close} />}
      </Dialog>
    </Page>
  );
}
