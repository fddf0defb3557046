import type { ItemTrait } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ItemsLink } from './items-link';

interface TraitLinkProps {
  comparisonId: number;
  trait: ItemTrait;
  count: number;
  /** What stands on the page, where the trait is named beside it; else the trait with its count. */
  shown?: string;
}

/** From how often something is so to the questions of which it is; nothing to go to where it never is. */
export function TraitLink({ comparisonId, trait, count, shown }: TraitLinkProps) {
  const { t } = useTranslation();
  // With what is seen, as whoever speaks to a computer says it.
  const name = `${t(`comparison.trait.${trait}`)} ${shown ?? formatNumber(count)}`;
  if (count === 0) return shown ?? name;
  return (
    <ItemsLink comparisonId={comparisonId} search={{ trait }} label={name}>
      {shown ?? name}
    </ItemsLink>
  );
}
