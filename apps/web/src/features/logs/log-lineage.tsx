import type { LogLineage as Lineage } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/ui/badge';
import { Disclosure } from '../../components/ui/disclosure';
import { formatDate, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

type Snapshot = Lineage['snapshots'][number];
interface LogLineageProps {
  snapshots: readonly Snapshot[];
  /** Only admins may open what is named. */
  isAdmin: boolean;
}
const AT_ONCE = 3;
const linkLooks = 'text-brand-ink underline underline-offset-4';

/** In which training data a log was taken, newest first, and which models learned from it there. */
export function LogLineage({ snapshots, isAdmin }: LogLineageProps) {
  const { t } = useTranslation();
  const older = snapshots.slice(AT_ONCE);
  return (
    <>
      <Snapshots snapshots={snapshots.slice(0, AT_ONCE)} isAdmin={isAdmin} />
      {older.length > 0 && (
        <Disclosure summary={t('lineage.older', { count: formatNumber(older.length) })} className="mt-4">
          <div className="mt-4">
            <Snapshots snapshots={older} isAdmin={isAdmin} />
          </div>
        </Disclosure>
      )}
    </>
  );
}

const Snapshots = ({ snapshots, isAdmin }: LogLineageProps) => (
  <ol className="flex flex-col divide-y">
    {snapshots.map((snapshot) => (
      <li key={snapshot.snapshot_id} className="flex flex-col gap-1.5 py-3.5 text-sm first:pt-0 last:pb-0">
        <Taken snapshot={snapshot} isAdmin={isAdmin} />
        <Learned snapshot={snapshot} isAdmin={isAdmin} />
      </li>
    ))}
  </ol>
);

function Taken({ snapshot: { snapshot_id, version, split, created_at, acknowledged_at, is_current }, isAdmin }: { snapshot: Snapshot; isAdmin: boolean }) {
  const { t } = useTranslation();
  const name = t('lineage.snapshot', { version });
  const training = split === 'test' ? t('lineage.notLearned') : acknowledged_at ? t('lineage.trained', { date: formatDate(acknowledged_at) }) : t('lineage.notTrained');
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        {isAdmin ? (
          <Link to="/admin/training/$snapshotId" params={{ snapshotId: snapshot_id }} className={linkLooks}>
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        <Badge>{t(`lineage.split.${split}`)}</Badge>
      </p>
      <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
        <span>{t('lineage.taken', { date: formatDate(created_at) })}</span>
        <span>{training}</span>
      </p>
      <p className={is_current ? 'text-xs text-ink-faint' : 'text-fair'}>{t(is_current ? 'lineage.isCurrent' : 'lineage.isChanged')}</p>
    </>
  );
}

function Learned({ snapshot: { split, models }, isAdmin }: { snapshot: Snapshot; isAdmin: boolean }) {
  const { t } = useTranslation();
  if (split === 'test') return null;
  if (models.length === 0) return <p className="text-xs text-ink-faint">{t('lineage.noModels')}</p>;
  return (
    <div>
      <h3 className="text-xs font-normal text-ink-faint">{t('lineage.models')}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {models.map(({ model_id, model_name, version, generation }) => (
          <li key={model_id} className="flex flex-wrap items-baseline gap-x-2.5">
            <ModelLink id={model_id} name={t('lineage.model', { name: model_name, version })} isAdmin={isAdmin} />
            {generation > 0 && <span className="text-xs text-ink-faint">{t('lineage.generation', { count: formatNumber(generation) })}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const ModelLink = ({ id, name, isAdmin }: { id: number; name: string; isAdmin: boolean }) =>
  isAdmin ? (
    <Link to="/admin/models/$modelId" params={{ modelId: id }} className={`break-words ${linkLooks}`}>
      {name}
    </Link>
  ) : (
    <span className="break-words">{name}</span>
  );
