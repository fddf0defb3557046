import type { SystemStatus } from '@llamune/contracts';
import { Gauge } from '../../components/ui/gauge';
import { Panel } from '../../components/ui/page';
import { formatBytes, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { SharesGauge } from './shares-gauge';

/** Memory and processors of the machine, also what other programs take of them. */
export function MachinePanel({ system: { memory, load_average, cpus } }: { system: SystemStatus }) {
  const { t } = useTranslation();
  const { total_bytes, available_bytes, server_bytes } = memory;
  const taken = Math.max(0, total_bytes - available_bytes);
  return (
    <Panel title={t('system.machine')}>
      <div className="flex flex-col gap-5">
        <section aria-label={t('system.memory')} className="flex flex-col gap-1.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="text-sm font-medium">{t('system.memory')}</span>
            <span className="text-sm text-ink-soft">{t('system.memoryFree', { free: formatBytes(available_bytes), total: formatBytes(total_bytes) })}</span>
          </p>
          <SharesGauge own={server_bytes / total_bytes} other={Math.max(0, taken - server_bytes) / total_bytes} />
          <p className="text-xs text-ink-faint">{t('system.memoryHint', { server: formatBytes(server_bytes) })}</p>
        </section>
        <section aria-label={t('system.cpu')} className="flex flex-col gap-1.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="text-sm font-medium">{t('system.cpu')}</span>
            <span className="text-sm text-ink-soft">
              {load_average === null ? t('system.loadUnknown', { cpus: formatNumber(cpus) }) : t('system.load', { load: load_average.toFixed(2), cpus: formatNumber(cpus) })}
            </span>
          </p>
          {load_average !== null && <Gauge share={load_average / cpus} className="h-2.5" />}
          <p className="text-xs text-ink-faint">{t('system.loadHint')}</p>
        </section>
      </div>
    </Panel>
  );
}
