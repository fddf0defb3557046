import type { Model } from '@llamune/contracts';
import { Panel } from '../../components/ui/page';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ModelActions } from './model-actions';
import { ModelOutcome } from './model-outcome';
import { modelLabel } from './model-texts';
import { StateBadge } from './state-badge';
import { useCheck } from './use-check';
import { useLoad } from './use-load';

/** Whether one version is in memory, and what can be done about it. */
export function ModelStatePanel({ model, onEdit }: { model: Model; onEdit: () => void }) {
  const { t } = useTranslation();
  const label = modelLabel(model, t);
  const loading = useLoad(model, label);
  const check = useCheck();
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateBadge model={model} />
          {model.memory_bytes !== null && <span className="text-sm text-ink-soft">{t('models.memoryHeld', { bytes: formatBytes(model.memory_bytes) })}</span>}
        </p>
        <ModelActions model={model} label={label} loading={loading} check={check} onEdit={onEdit} />
      </div>
      <ModelOutcome model={model} label={label} loading={loading} check={check} />
    </Panel>
  );
}
