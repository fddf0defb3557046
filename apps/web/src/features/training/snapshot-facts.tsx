import type { Model, Snapshot } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { CopyButton } from '../../components/ui/copy-button';
import { Facts } from '../../components/ui/facts';
import { formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { stateTones } from './settings';

/** What a snapshot is, who took it, and what became of it. */
export function SnapshotFacts({ snapshot, models }: { snapshot: Snapshot; models: readonly Model[] }) {
  const { t } = useTranslation();
  const { counts, options } = snapshot;
  const learned = models.filter(({ id }) => snapshot.model_ids.includes(id));
  return (
    <Facts
      facts={[
        { label: t('status.label'), value: <Badge tone={stateTones[snapshot.state]}>{t(`training.state.${snapshot.state}`)}</Badge> },
        ...(snapshot.claimed_until ? [{ label: t('training.claimedUntil'), value: formatDateTime(snapshot.claimed_until) }] : []),
        ...(snapshot.acknowledged_at ? [{ label: t('training.acknowledged'), value: `${formatDateTime(snapshot.acknowledged_at)} ・ ${snapshot.acknowledged_by ?? ''}` }] : []),
        ...(snapshot.description ? [{ label: t('training.description'), value: snapshot.description }] : []),
        { label: t('training.created'), value: `${formatDateTime(snapshot.created_at)} ・ ${snapshot.created_by}` },
        { label: t('training.count.examples'), value: t('training.sizes', { examples: formatNumber(counts.examples), corrections: formatNumber(counts.corrections) }) },
        { label: t('training.parts'), value: t('training.partSizes', { train: formatNumber(counts.train), valid: formatNumber(counts.valid), test: formatNumber(counts.test) }) },
        { label: t('training.shares'), value: t('training.shareSizes', { valid: options.valid_percent, test: options.test_percent }) },
        {
          label: t('training.models'),
          value:
            learned.length === 0 ? (
              <span className="text-ink-faint">{t('training.noModels')}</span>
            ) : (
              <ul className="flex flex-col gap-1">
                {learned.map((model) => (
                  <li key={model.id}>
                    <Link to="/admin/models/$modelId" params={{ modelId: model.id }} className="text-brand-ink underline">
                      <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />
                    </Link>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          label: 'SHA-256',
          value: (
            <span className="flex items-start gap-2">
              <code className="min-w-0 text-xs break-all">{snapshot.content_sha256}</code>
              <CopyButton text={snapshot.content_sha256} label={t('training.copyHash')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} iconOnly variant="ghost" size="icon-sm" />
            </span>
          ),
        },
      ]}
    />
  );
}
