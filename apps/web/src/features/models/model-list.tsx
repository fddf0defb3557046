import type { Model } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import { Badge, type Tone } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { formatDate } from '../../lib/format';
import { LoadButton } from './load-button';

const tones: Record<Model['state'], Tone> = { ready: 'good', loading: 'brand', not_loaded: 'plain', no_file: 'bad', missing: 'bad', failed: 'bad' };

export function ModelList({ models, onEdit }: { models: readonly Model[]; onEdit: (model: Model) => void }) {
  const { t } = useTranslation();
  if (models.length === 0) return <EmptyState>{t('models.empty')}</EmptyState>;
  return (
    <ul aria-label={t('models.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
      {models.map((model) => (
        <Row key={model.id} model={model} models={models} onEdit={onEdit} />
      ))}
    </ul>
  );
}

function Row({ model, models, onEdit }: { model: Model; models: readonly Model[]; onEdit: (model: Model) => void }) {
  const { t } = useTranslation();
  const label = `${model.model_name} ${t('model.version', { version: model.version })}`;
  const parent = models.find(({ id }) => id === model.parent_id);
  const problem = model.state_detail ?? (model.state === 'no_file' || model.state === 'missing' ? t(`model.whatToDo.${model.state}`) : null);
  return (
    <li aria-label={label} className="grid gap-x-6 gap-y-2.5 px-4 py-4 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} className="font-medium" />
          <Badge tone={tones[model.state]}>{t(`model.shortState.${model.state}`)}</Badge>
        </p>
        {model.description && <p className="mt-1 max-w-[48em] text-sm text-ink-soft">{model.description}</p>}
        <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-xs text-ink-faint">
          <Detail label={t('models.file')} value={model.file ?? t('models.noFile')} />
          {model.adapter && <Detail label={t('models.adapter')} value={model.adapter} />}
          {model.base_model && <Detail label={t('models.baseModel')} value={model.base_model} />}
          {parent && <Detail label={t('models.parent')} value={`${parent.model_name} ${t('model.version', { version: parent.version })}`} />}
          {model.trained_at && <Detail label={t('models.trainedAt')} value={formatDate(model.trained_at)} />}
          <Detail label={t('models.createdAt')} value={formatDate(model.created_at)} />
        </dl>
        {problem && (
          <p className="mt-1.5 text-sm text-bad">
            {problem} {t('models.fix')}
          </p>
        )}
      </div>
      <div className="flex items-start gap-2">
        <LoadButton model={model} label={label} />
        <Button size="sm" aria-label={t('models.editName', { name: label })} onClick={() => onEdit(model)}>
          {t('common.edit')}
        </Button>
      </div>
    </li>
  );
}

const Detail = ({ label, value }: { label: string; value: string }) => (
  <div className="flex gap-1.5">
    <dt>{label}:</dt>
    <dd className="min-w-0 text-ink-soft">{value}</dd>
  </div>
);
