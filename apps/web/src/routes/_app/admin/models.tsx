import type { Model } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/button';
import { Dialog } from '../../../components/ui/dialog';
import { Page } from '../../../components/ui/page';
import { ModelFiles } from '../../../features/models/model-files';
import { ModelForm } from '../../../features/models/model-form';
import { ModelList } from '../../../features/models/model-list';
import { modelFilesQuery, modelsQuery } from '../../../features/models/model-queries';

export const Route = createFileRoute('/_app/admin/models')({
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(modelsQuery), queryClient.ensureQueryData(modelFilesQuery)]),
  component: Models,
});

type Edited = { model?: Model; file?: string };

function Models() {
  const { t } = useTranslation();
  const { data: models } = useSuspenseQuery(modelsQuery);
  const [edited, setEdited] = useState<Edited>();
  const close = () => setEdited(undefined);
  return (
    <Page
      title={t('models.title')}
      lead={t('models.lead')}
      actions={
        <Button variant="primary" onClick={() => setEdited({})}>
          <Plus aria-hidden />
          {t('models.register')}
        </Button>
      }
    >
      <ModelList models={models} onEdit={(model) => setEdited({ model })} />
      <ModelFiles models={models} onUse={(file) => setEdited({ file })} />
      <Dialog
        open={edited !== undefined}
        onOpenChange={close}
        title={edited?.model ? `${t('models.editTitle')}: ${edited.model.model_name} ${t('model.version', { version: edited.model.version })}` : t('models.registerTitle')}
        closeLabel={t('common.close')}
        wide
      >
        {edited && <ModelForm model={edited.model} file={edited.file} models={models} onDone={close} />}
      </Dialog>
    </Page>
  );
}
