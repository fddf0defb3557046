import type { SystemStatus } from '@llamune/contracts';
import { Notice } from '../../components/ui/notice';
import { Panel } from '../../components/ui/page';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { areOneDisk, isNearlyFull, type Disk } from './disk-warning';
import { SharesGauge } from './shares-gauge';

export function DiskPanel({ disks }: { disks: SystemStatus['disks'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('system.disks')}>
      <div className="flex flex-col gap-5">
        <DiskRow label={t('system.dataDisk')} disk={disks.data} />
        <DiskRow label={t('system.modelsDisk')} disk={disks.models} />
      </div>
      {areOneDisk(disks) && <p className="mt-4 text-xs text-ink-faint">{t('system.oneDisk')}</p>}
    </Panel>
  );
}

function DiskRow({ label, disk }: { label: string; disk: Disk }) {
  const { t } = useTranslation();
  const { path, used_bytes, free_bytes, total_bytes } = disk;
  const own = used_bytes ?? 0;
  const other = Math.max(0, total_bytes - free_bytes - own);
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-sm font-medium">{label}</span>
        <span className="text-sm text-ink-soft">{t('system.diskFree', { free: formatBytes(free_bytes), total: formatBytes(total_bytes) })}</span>
      </p>
      <SharesGauge own={own / total_bytes} other={other / total_bytes} full={isNearlyFull(disk)} />
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-faint">
        <Legend className="bg-brand" full={isNearlyFull(disk)}>
          {used_bytes === null ? t('system.diskUncounted') : t('system.diskOwn', { bytes: formatBytes(used_bytes) })}
        </Legend>
        <Legend className="bg-line-strong/70" full={isNearlyFull(disk)} faded>
          {t('system.diskOther', { bytes: formatBytes(other) })}
        </Legend>
        <span className="min-w-0 font-mono">{path}</span>
      </p>
    </section>
  );
}

const Legend = ({ className, full, faded = false, children }: { className: string; full: boolean; faded?: boolean; children: string }) => (
  <span className="flex items-center gap-1.5">
    <span aria-hidden className={`size-2 rounded-full ${full ? (faded ? 'bg-bad/60' : 'bg-bad') : className}`} />
    {children}
  </span>
);

/** What to do before nothing can be saved any more. Nothing while there is room. */
export function DiskWarning({ disks }: { disks: SystemStatus['disks'] }) {
  const { t } = useTranslation();
  const full = [
    { name: t('system.dataDisk'), disk: disks.data, advice: t('system.dataDiskAdvice') },
    { name: t('system.modelsDisk'), disk: disks.models, advice: t('system.modelsDiskAdvice') },
  ].filter(({ disk }) => isNearlyFull(disk));
  const [first] = full;
  if (!first) return null;
  if (areOneDisk(disks)) return <Notice tone="warning">{`${t('system.diskLow', { name: t('system.bothDisks'), free: formatBytes(first.disk.free_bytes) })} ${t('system.modelsDiskAdvice')}`}</Notice>;
  return full.map(({ name, disk, advice }) => (
    <Notice key={name} tone="warning">
      {t('system.diskLow', { name, free: formatBytes(disk.free_bytes) })} {advice}
    </Notice>
  ));
}
