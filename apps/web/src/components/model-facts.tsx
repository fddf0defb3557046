import type { ModelFacts as Facts } from '@llamune/contracts';
import { formatBytes, formatNumber } from '../lib/format';
import { useTranslation } from '../lib/i18n';
import { Badge } from './ui/badge';
import { Gauge } from './ui/gauge';
import { Notice } from './ui/notice';

/** What a GGUF file says of itself, and whether this machine can run it: to be read before it is registered or downloaded. */
export function ModelFacts({ facts }: { facts: Facts }) {
  const { t } = useTranslation();
  const details = [
    [t('facts.name'), facts.name],
    [t('facts.architecture'), facts.architecture],
    [t('facts.quantization'), facts.quantization],
    [t('facts.parameters'), facts.parameters === null ? null : formatParameters(facts.parameters)],
    [t('facts.context'), facts.train_context_size === null ? null : t('unit.tokens', { value: formatNumber(facts.train_context_size) })],
    [t('facts.size'), formatBytes(facts.bytes)],
  ] as const;
  return (
    <section aria-label={t('facts.title')} className="flex flex-col gap-3 rounded-md bg-sunken/60 px-3.5 py-3 text-sm">
      {facts.kind === 'adapter' ? <Badge className="self-start">{t('facts.isAdapter')}</Badge> : <Fit facts={facts} />}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
        {details.map(
          ([label, value]) =>
            value !== null && (
              <div key={label} className="min-w-0">
                <dt className="text-xs text-ink-faint">{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {facts.kind === 'model' && !facts.has_chat_template && <Notice tone="warning">{t('facts.noTemplate')}</Notice>}
    </section>
  );
}

function Fit({ facts: { fits, memory_bytes, memory_budget_bytes } }: { facts: Facts }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Badge tone={fits ? 'good' : 'bad'}>{fits ? t('facts.fits') : t('facts.tooLarge')}</Badge>
        <span className="text-ink-soft">{t('facts.needs', { needed: formatBytes(memory_bytes), budget: formatBytes(memory_budget_bytes) })}</span>
      </div>
      <Gauge share={memory_bytes / memory_budget_bytes} full={!fits} />
      {!fits && <p className="text-ink-soft">{t('facts.tooLargeHint')}</p>}
    </div>
  );
}

/** As models are named: 14.8B, 494M. */
const formatParameters = (count: number) => {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}B`;
  return count >= 1e6 ? `${Math.round(count / 1e6)}M` : formatNumber(count);
};
