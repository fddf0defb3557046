import type { Model } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import { Badge, type Tone } from '../../components/ui/badge';
import { EmptyState } from '../../components/ui/empty-state';
import { formatBytes, formatDate } from '../../lib/format';
import { runsOnServer } from '../../lib/runs-on-server';
import { ancestorsOf } from './lineage';
import { ModelActions } from './model-actions';
import { ModelOutcome } from './model-outcome';
import { modelLabel, stateText } from './model-texts';
import { useCheck } from './use-check';
import { useLoad } from './use-load';

const tones: Record<Model['state'], Tone> = { ready: 'good', loading: 'brand', not_loaded: 'plain', no_file: 'bad', missing: 'bad', failed: 'bad' };

export function ModelList({ models, onEdit }: { models: readonly Model[]; onEdit: (model: Model) => void }) {
  const { t } = useTranslation();
  if (models.length === 0) return <EmptyState>{t('models.empty')}</EmptyState>;
  return (
    <ul aria-label={t('models.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
      {models.map((model) => (
        <Row key={model.id} model={model} models={models} onEdit={() => onEdit(model)} />
      ))}
    </ul>
  );
}

function Row({ model, models, onEdit }: { model: Model; models: readonly Model[]; onEdit: () => void }) {
  const { t } = useTranslation();
  const label = modelLabel(model, t);
  const loading = useLoad(model, label);
  const check = useCheck();
  return (
    <li aria-label={label} className="grid gap-x-6 gap-y-2.5 px-4 py-4 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} className="font-medium" />
          <Badge tone={tones[model.state]}>{stateText(model, t)}</Badge>
        </p>
        {model.description && <p className="mt-1 max-w-[48em] text-sm text-ink-soft">{model.description}</p>}
        <Details model={model} models={models} />
        <ModelOutcome model={model} label={label} loading={loading} check={check} />
      </div>
      <ModelActions model={model} label={label} loading={loading} check={check} onEdit={onEdit} />
    </li>
  );
}

type Detail = readonly [label: string, value: string | null];

function Details({ model, models }: { model: Model; models: readonly Model[] }) {
  const { t } = useTranslation();
  const ancestors = ancestorsOf(model, models);
  const where: Detail[] = runsOnServer(model)
    ? [
        [t('models.serverUrl'), model.server_url ?? t('models.defaultServer')],
        [t('models.servedModel'), model.served_model ?? model.model_name],
        [t('models.apiKeyEnv'), model.api_key_env],
      ]
    : [[t('models.file'), model.file ?? t('models.noFile')]];
  const details: Detail[] = [
    ...where,
    [t('models.adapter'), model.adapter],
    [t('models.memory'), model.memory_bytes === null ? null : formatBytes(model.memory_bytes)],
    [t('models.baseModel'), model.base_model],
    [t('models.lineage'), ancestors.length === 0 ? null : [...ancestors.map((entry) => modelLabel(entry, t)), t('models.thisOne')].join(' → ')],
    [t('models.trainedAt'), model.trained_at && formatDate(model.trained_at)],
    [t('models.createdAt'), formatDate(model.created_at)],
  ];
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-xs text-ink-faint">
      {details.map(
        ([label, value]) =>
          value !== null && (
            <div key={label} className="flex gap-1.5">
              <dt className="shrink-0">{label}:</dt>
              <dd className="min-w-0 text-ink-soft">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
