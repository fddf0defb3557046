import type { EngineStatus } from '@llamune/contracts';
import { Facts, type Fact } from '../../components/ui/facts';
import { Panel } from '../../components/ui/page';
import { formatNumber, formatPercent } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { figure, uptimeText } from './engine-texts';

/** What adds up since the start: whether batching and reuse do their work, and how often a process had to be started again. */
export function EngineTotals({ status: { totals, restarts, uptime_seconds, server } }: { status: EngineStatus }) {
  const { t } = useTranslation();
  const none = t('engine.none');
  const facts: Fact[] = [
    { label: t('engine.answers'), value: formatNumber(totals.answers) },
    { label: t('engine.promptTokens'), value: formatNumber(totals.prompt_tokens) },
    { label: t('engine.completionTokens'), value: formatNumber(totals.completion_tokens) },
    { label: t('engine.batch'), value: <Explained value={totals.sequences_per_decode === null ? none : figure(totals.sequences_per_decode)} hint={t('engine.batchHint')} /> },
    { label: t('engine.cacheHit'), value: <Explained value={totals.cache_hit_ratio === null ? none : formatPercent(totals.cache_hit_ratio)} hint={t('engine.cacheHitHint')} /> },
    { label: t('engine.restarts'), value: t('engine.restartsUnit', { count: restarts }) },
    { label: t('engine.uptime'), value: uptimeText(uptime_seconds, t) },
    { label: t('engine.server'), value: <span className="font-mono text-xs">{server}</span> },
  ];
  return (
    <Panel title={t('engine.since')}>
      <Facts facts={facts} className="-my-2" />
    </Panel>
  );
}

const Explained = ({ value, hint }: { value: string; hint: string }) => (
  <>
    {value}
    <span className="block text-xs text-ink-faint">{hint}</span>
  </>
);
