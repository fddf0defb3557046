import type { ModelLine } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** What is known of how one generation of a model came to be. */
export function GenerationFacts({ generation: { lineage, trained_at, snapshot } }: { generation: ModelLine['generations'][number] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-0.5 flex flex-col gap-0.5 text-xs text-ink-faint">
      <p className="flex flex-wrap gap-x-3">
        {trained_at && <span>{t('models.trained', { date: formatDate(trained_at) })}</span>}
        <span className={lineage === 'unknown' ? 'text-fair' : undefined}>{t(`models.lineageOf.${lineage}`)}</span>
      </p>
      {snapshot && (
        <p className="flex flex-wrap gap-x-3">
          <Link to="/admin/training/$snapshotId" params={{ snapshotId: snapshot.snapshot_id }} className="text-brand-ink underline underline-offset-4">
            {t('models.snapshot', { poc: snapshot.poc_name, version: snapshot.version })}
          </Link>
          <span>{t('models.snapshotSizes', { train: formatNumber(snapshot.train), corrections: formatNumber(snapshot.corrections) })}</span>
        </p>
      )}
    </div>
  );
}
