import type { Model } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link, notFound } from '@tanstack/react-router';
import { BookOpenText } from 'lucide-react';
import { useState } from 'react';
import { BackLink } from '../../../../components/ui/back-link';
import { Button } from '../../../../components/ui/button';
import { Dialog } from '../../../../components/ui/dialog';
import { Page, Panel } from '../../../../components/ui/page';
import { FileFacts } from '../../../../features/models/file-facts';
import { ModelDetails } from '../../../../features/models/model-details';
import { ModelForm } from '../../../../features/models/model-form';
import { ModelLineage } from '../../../../features/models/model-lineage';
import { modelLineQuery, modelsQuery } from '../../../../features/models/model-queries';
import { ModelStatePanel } from '../../../../features/models/model-state-panel';
import { modelLabel } from '../../../../features/models/model-texts';
import { TrainingRecord } from '../../../../features/models/training-record';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';

export const Route = createFileRoute('/_app/admin/models/$modelId')({
  params: idParam('modelId'),
  loader: async ({ context: { queryClient }, params: { modelId } }) => {
    const has = (models: readonly Model[]) => models.some(({ id }) => id === modelId);
    // One that was registered a moment ago is not in what was fetched before.
    if (!has(await queryClient.ensureQueryData(modelsQuery)) && !has(await queryClient.fetchQuery({ ...modelsQuery, staleTime: 0 }))) throw notFound();
    await queryClient.ensureQueryData(modelLineQuery(modelId));
  },
  component: ModelPage,
});

function ModelPage() {
  const { t } = useTranslation();
  const { modelId } = Route.useParams();
  const { data: models } = useSuspenseQuery(modelsQuery);
  const [isEdited, setIsEdited] = useState(false);
  const model = models.find(({ id }) => id === modelId);
  if (!model) return null;
  const label = modelLabel(model, t);
  return (
    <Page
      title={label}
      lead={model.is_demo ? t('model.demo') : undefined}
      above={<BackLink to="/admin/models">{t('models.title')}</BackLink>}
      actions={
        <Button asChild className="max-md:h-10">
          <Link to="/logs" search={{ model: model.id }}>
            <BookOpenText aria-hidden />
            {t('models.toLogs')}
          </Link>
        </Button>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-5">
          <ModelStatePanel key={model.id} model={model} onEdit={() => setIsEdited(true)} />
          <Panel title={t('models.details')}>
            <ModelDetails model={model} />
          </Panel>
          <TrainingRecord key={`trained ${model.id}`} model={model} />
          {model.file && model.state !== 'missing' && (
            <Panel title={t('facts.title')}>
              <FileFacts file={model.file} />
            </Panel>
          )}
        </div>
        <Panel title={t('models.lineage')}>
          <ModelLineage model={model} models={models} />
        </Panel>
      </div>
      <Dialog open={isEdited} onOpenChange={setIsEdited} title={`${t('models.editTitle')}: ${label}`} closeLabel={t('common.close')} wide>
        {isEdited && <ModelForm model={model} file={undefined} models={models} onDone={() => setIsEdited(false)} />}
      </Dialog>
    </Page>
  );
}
