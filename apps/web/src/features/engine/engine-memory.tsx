import type { EngineStatus } from '@llamune/contracts';
import { Gauge } from '../../components/ui/gauge';
import { Panel } from '../../components/ui/page';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

export function EngineMemory({ memory: { budget_bytes, reserved_bytes } }: { memory: NonNullable<EngineStatus['memory']> }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('engine.memory')}>
      <p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-sm">
        <span>{t('engine.memoryOf', { reserved: formatBytes(reserved_bytes), budget: formatBytes(budget_bytes) })}</span>
        <span className="text-ink-faint">{t('engine.memoryFree', { free: formatBytes(Math.max(0, budget_bytes - reserved_bytes)) })}</span>
      </p>
      <Gauge share={reserved_bytes / budget_bytes} full={reserved_bytes > budget_bytes} className="h-2.5" />
      <p className="mt-2 text-xs text-ink-faint">{t('engine.memoryHint')}</p>
    </Panel>
  );
}
