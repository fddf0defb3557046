import type { Model } from '@llamune/contracts';
import { Badge } from '../../components/ui/badge';
import { formatBytes, formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { originOf } from './lineage';
import { ModelActions } from './model-actions';
import { ModelOutcome } from './model-outcome';
import { modelLabel } from './model-texts';
import { StateBadge } from './state-badge';
import { useCheck } from './use-check';
import { useLoad } from './use-load';
import { VersionLink } from './version-link';

interface ModelRowProps {
  model: Model;
  models: readonly Model[];
  isNewest: boolean;
  onEdit: () => void;
}

/** One version in the tree: what it is, whether it is in memory, and what can be done with it. */
export function ModelRow({ model, models, isNewest, onEdit }: ModelRowProps) {
  const { t } = useTranslation();
  const label = modelLabel(model, t);
  const loading = useLoad(model, label);
  const check = useCheck();
  return (
    <article aria-label={label} className="py-3">
      <div className="grid items-start gap-x-5 gap-y-2 lg:grid-cols-[minmax(0,1fr)_10.5rem_auto]">
        <div className="min-w-0 pt-0.5">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <VersionLink model={model} className="font-medium" />
            {isNewest && model.version > 1 && <Badge>{t('models.newest')}</Badge>}
            <Origin model={model} models={models} />
          </p>
          {model.description && <p className="mt-0.5 line-clamp-2 max-w-[48em] text-sm text-ink-soft">{model.description}</p>}
          <p className="mt-0.5 flex flex-wrap gap-x-4 text-xs text-ink-faint">
            {model.base_model && <span>{t('models.base', { name: model.base_model })}</span>}
            <span>{model.trained_at ? t('models.trained', { date: formatDate(model.trained_at) }) : t('models.registeredAt', { date: formatDate(model.created_at) })}</span>
          </p>
        </div>
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 lg:flex-col lg:items-start lg:pt-0.5">
          <StateBadge model={model} />
          {model.memory_bytes !== null && <span className="text-xs text-ink-soft">{t('models.memoryHeld', { bytes: formatBytes(model.memory_bytes) })}</span>}
        </p>
        <ModelActions model={model} label={label} loading={loading} check={check} onEdit={onEdit} />
      </div>
      <ModelOutcome model={model} label={label} loading={loading} check={check} />
    </article>
  );
}

/** Said where the line above a version is missing although there should be one. */
function Origin({ model, models }: Pick<ModelRowProps, 'model' | 'models'>) {
  const { t } = useTranslation();
  if (originOf(model, models) !== 'unknown') return null;
  return (
    <span title={t('models.unknownHint')}>
      <Badge tone="fair">{t('models.unknownLineage')}</Badge>
      <span className="sr-only">{t('models.unknownHint')}</span>
    </span>
  );
}
