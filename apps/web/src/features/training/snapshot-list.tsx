import type { Snapshot } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/ui/badge';
import { EmptyState } from '../../components/ui/empty-state';
import { MoreButton } from '../../components/ui/more-button';
import { formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { stateTones } from './settings';
import { snapshotPages } from './training-queries';

/** Every 訓練データ, newest first. */
export function SnapshotList() {
  const { t } = useTranslation();
  const pages = useSuspenseInfiniteQuery(snapshotPages);
  const snapshots = pages.data.pages.flat();
  if (snapshots.length === 0) return <EmptyState>{t('training.none')}</EmptyState>;
  return (
    <>
      <ul aria-label={t('training.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
        {snapshots.map((snapshot) => (
          <Row key={snapshot.id} snapshot={snapshot} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function Row({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { counts } = snapshot;
  return (
    <li className="relative flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-sunken/60">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <Link to="/admin/training/$snapshotId" params={{ snapshotId: snapshot.id }} className="font-medium after:absolute after:inset-0">
            {t('training.name', { poc: snapshot.poc_name, version: snapshot.version })}
          </Link>
          <Badge tone={stateTones[snapshot.state]}>{t(`training.state.${snapshot.state}`)}</Badge>
        </p>
        <p className="text-xs text-ink-faint">
          {formatDateTime(snapshot.created_at)} ・ {snapshot.created_by}
          {snapshot.model_ids.length > 0 && <> ・ {t('training.modelCount', { count: formatNumber(snapshot.model_ids.length) })}</>}
        </p>
      </div>
      <span className="text-sm text-ink-soft">{t('training.sizes', { examples: formatNumber(counts.examples), corrections: formatNumber(counts.corrections) })}</span>
    </li>
  );
}
