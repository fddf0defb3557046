import type { ComparisonResult } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { cn } from '../../lib/cn';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { outcomes as names } from './item-search';
import { outcomeLook } from './outcome-look';

/** How many questions became what; each number leads to its questions. */
export function OutcomeTiles({ comparisonId, outcomes }: { comparisonId: number; outcomes: ComparisonResult['outcomes'] }) {
  const { t } = useTranslation();
  return (
    <ul className="grid grid-cols-1 gap-1.5">
      {names.map((name) => {
        const look = outcomeLook[name];
        return (
          <li key={name}>
            <Link
              to="/retest/compare/$comparisonId"
              params={{ comparisonId }}
              search={{ outcome: name }}
              hash="questions"
              className="grid grid-cols-[2rem_minmax(0,1fr)_auto] items-center gap-x-3 rounded-md px-2 py-1.5 hover:bg-sunken max-md:min-h-11"
            >
              <span aria-hidden className={cn('grid size-8 place-items-center rounded-sm text-base font-bold', look.soft, look.text)}>
                {look.sign}
              </span>
              <span className="min-w-0">
                <span className="block font-medium">{t(`comparison.outcome.${name}`)}</span>
                <span className="block text-xs text-ink-faint">{t(`comparison.outcomeHint.${name}`)}</span>
              </span>
              <span className="text-xl font-semibold underline decoration-line-strong underline-offset-4">{formatNumber(outcomes[name])}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
