import type { ItemTrait } from '@llamune/contracts';
import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ItemsLink } from './items-link';

interface TraitLinkProps {
  comparisonId: number;
  trait: ItemTrait;
  count: number;
  /** The trait with its count, if nothing else. */
  children?: ReactNode;
}

/** From how often something is so to the questions of which it is; nothing to go to where it never is. */
export function TraitLink({ comparisonId, trait, count, children }: TraitLinkProps) {
  const { t } = useTranslation();
  const text = `${t(`comparison.trait.${trait}`)} ${formatNumber(count)}`;
  if (count === 0) return children ?? text;
  return (
    <ItemsLink comparisonId={comparisonId} search={{ trait }} label={text}>
      {children ?? text}
    </ItemsLink>
  );
}
