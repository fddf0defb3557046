import type { Outcome } from '@llamune/contracts';
import { cn } from '../../lib/cn';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ItemsLink } from './items-link';
import { outcomes as names, type ItemSearch } from './item-search';
import { outcomeLook } from './outcome-look';

/** What changed in a part of the questions, each number with its list; what there is none of is left out. */
export function OutcomeLinks({ comparisonId, outcomes, search }: { comparisonId: number; outcomes: Record<Outcome, number>; search: ItemSearch }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-x-3">
      {names.map(
        (name) =>
          outcomes[name] > 0 && (
            <span key={name} className={cn('whitespace-nowrap', outcomeLook[name].text)}>
              <ItemsLink comparisonId={comparisonId} search={{ ...search, outcome: name }} label={`${t(`comparison.outcome.${name}`)} ${formatNumber(outcomes[name])}`}>
                {outcomeLook[name].sign} {formatNumber(outcomes[name])}
              </ItemsLink>
            </span>
          ),
      )}
    </span>
  );
}
