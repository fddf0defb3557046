import type { EngineStatus } from '@llamune/contracts';
import { formatDuration, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { figure, windowMinutes } from './engine-texts';

/** The four figures that say whether people wait. */
export function EngineTiles({ status }: { status: EngineStatus }) {
  const { t } = useTranslation();
  const { recent } = status;
  const minutes = windowMinutes(recent.window_seconds);
  const limit = t('engine.queuedOf', { max: formatNumber(status.max_queue) });
  const wait = recent.queue_ms;
  const first = recent.time_to_first_token_ms;
  return (
    <dl aria-label={t('engine.now')} className="grid grid-cols-2 overflow-hidden rounded-lg border bg-line gap-px lg:grid-cols-4">
      <Tile label={t('engine.running')} value={formatNumber(status.running)} unit={t('engine.runningUnit')} />
      <Tile label={t('engine.queued')} value={formatNumber(status.queued)} unit={t('engine.runningUnit')} note={wait ? `${limit} · ${t('engine.queuedWait', { time: formatDuration(wait.p50) })}` : limit} />
      <Tile label={t('engine.speed')} value={figure(recent.tokens_per_second)} unit={t('engine.speedUnit')} note={t('engine.speedHint', { minutes })} />
      <Tile
        label={t('engine.firstToken')}
        value={first ? formatDuration(first.p50) : t('engine.none')}
        note={first ? t('engine.firstTokenHint', { minutes, p95: formatDuration(first.p95) }) : t('engine.noRecent', { minutes })}
      />
    </dl>
  );
}

const Tile = ({ label, value, unit, note }: { label: string; value: string; unit?: string; note?: string }) => (
  <div className="flex flex-col bg-surface px-4 py-3.5">
    <dt className="text-xs text-ink-faint">{label}</dt>
    <dd className="mt-0.5">
      <span className="text-xl font-semibold">{value}</span>
      {unit && <span className="ml-1 text-sm text-ink-soft">{unit}</span>}
      {note && <span className="block text-xs text-ink-faint">{note}</span>}
    </dd>
  </div>
);
