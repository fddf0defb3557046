import type { ComparisonResult } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { TraitLink } from './trait-link';

const parts = [
  { name: 'candidate', style: 'bg-brand' },
  { name: 'same', style: 'bg-line-strong opacity-50' },
  { name: 'both_bad', style: 'border border-dashed border-line-strong' },
  { name: 'baseline', style: 'bg-ink-soft' },
] as const;

/** Which version people liked better when they saw both, without knowing which was which. */
export function Preferences({ result: { comparison, preferences } }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  const total = parts.reduce((sum, { name }) => sum + preferences[name], 0);
  if (total === 0) return <p className="text-sm text-ink-faint">{t('comparison.preferencesNone')}</p>;
  return (
    <div className="flex flex-col gap-3">
      <div aria-hidden className="flex h-4 gap-0.5">
        {parts.map(({ name, style }) => preferences[name] > 0 && <span key={name} className={`min-w-1.5 first:rounded-l-full last:rounded-r-full ${style}`} style={{ flexGrow: preferences[name] }} />)}
      </div>
      <dl className="grid gap-y-1 text-sm">
        {parts.map(({ name, style }) => (
          <div key={name} className="flex items-center gap-2.5">
            <span aria-hidden className={`size-3 shrink-0 rounded-sm ${style}`} />
            <dt className="flex-1">{t(`comparison.trait.preferred_${name}`)}</dt>
            <dd className="font-semibold">
              <TraitLink comparisonId={comparison.id} trait={`preferred_${name}`} count={preferences[name]} shown={t('comparison.pairCount', { count: formatNumber(preferences[name]) })} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-ink-faint">{t('comparison.preferencesNote')}</p>
    </div>
  );
}
