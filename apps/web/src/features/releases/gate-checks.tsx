import type { GateCheck } from '@llamune/contracts';
import { Check, CircleHelp, X } from 'lucide-react';
import { cn } from '../../lib/cn';
import { formatNumber, formatPercent } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const isShare = (rule: GateCheck['rule']) => rule === 'min_good_low' || rule === 'max_broken_share';

/** Each condition, what it asks for, and what was reached. */
export function GateChecks({ checks }: { checks: readonly GateCheck[] }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {checks.map(({ rule, limit, value, passed }) => {
        const written = (number: number) => (isShare(rule) ? formatPercent(number) : formatNumber(number));
        const state = value === null ? 'unknown' : passed ? 'passed' : 'failed';
        const Icon = { unknown: CircleHelp, passed: Check, failed: X }[state];
        return (
          <li key={rule} className="flex items-start gap-2">
            <Icon aria-hidden className={cn('mt-1 size-4 shrink-0', state === 'passed' ? 'text-good' : state === 'failed' ? 'text-bad' : 'text-fair')} />
            <span className="min-w-0">
              <span className="sr-only">{t(`releases.${state}`)}: </span>
              {t(`releases.rule.${rule}`)}: <span className="text-ink-soft">{t(rule.startsWith('min_') ? 'releases.atLeast' : 'releases.atMost', { value: value === null ? t('releases.unknown') : written(value), limit: written(limit) })}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
