import type { Model } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { Download, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../../components/ui/button';
import { Dialog } from '../../../../components/ui/dialog';
import { Page } from '../../../../components/ui/page';
import { downloadsQuery } from '../../../../features/downloads/download-queries';
import { DownloadsUnderWay } from '../../../../features/downloads/downloads-under-way';
import { ModelFiles } from '../../../../features/models/model-files';
import { ModelForm } from '../../../../features/models/model-form';
import { modelFilesQuery, modelsQuery } from '../../../../features/models/model-queries';
import { parseModelSearch } from '../../../../features/models/model-search';
import { modelLabel } from '../../../../features/models/model-texts';
import { ModelTree } from '../../../../features/models/model-tree';
import { useTranslation } from '../../../../lib/i18n';

export const Route = createFileRoute('/_app/admin/models/')({
  validateSearch: parseModelSearch,
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(modelsQuery), queryClient.fetchQuery(modelFilesQuery), queryClient.ensureQueryData(downloadsQuery)]),
  component: Models,
});

function Models() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { register: registered } = Route.useSearch();
  const { data: models } = useSuspenseQuery(modelsQuery);
  const [edited, setEdited] = useState<Model>();
  const register = (file?: string) => void navigate({ search: { register: file }, replace: true });
  const close = () => {
    setEdited(undefined);
    register();
  };
  return (
    <Page
      title={t('models.title')}
      lead={t('models.lead')}
      actions={
        <div className="flex flex-wrap gap-2 max-md:*:h-10">
          <Button asChild>
            <Link to="/admin/downloads">
              <Download aria-hidden />
              {t('models.toDownloads')}
            </Link>
          </Button>
          <Button variant="primary" onClick={() => register('')}>
            <Plus aria-hidden />
            {t('models.register')}
          </Button>
        </div>
      }
    >
      <DownloadsUnderWay />
      <ModelTree models={models} onEdit={setEdited} />
      <ModelFiles models={models} onUse={register} />
      <Dialog open={edited !== undefined || registered !== undefined} onOpenChange={close} title={edited ? `${t('models.editTitle')}: ${modelLabel(edited, t)}` : t('models.registerTitle')} closeLabel={t('common.close')} wide>
        {(edited !== undefined || registered !== undefined) && <ModelForm model={edited} file={registered} models={models} onDone={close} />}
      </Dialog>
    </Page>
  );
}
