import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/ui/button';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { CenteredCard } from '../../components/centered-card';
import { countQuery } from './review-queries';
import { countConditions, type ReviewSearch } from './review-search';
import type { Queue } from './use-queue';

interface QueueEndProps {
  queue: Queue;
  search: ReviewSearch;
  onSearch: (change: Partial<ReviewSearch>) => void;
  onAgain: () => void;
}

const anything: ReviewSearch = { scope: undefined, poc: undefined, model: undefined, priority: undefined, session: undefined, at: undefined };

/** What there is to be done, the nearest first. */
const useChoices = ({ queue: { left, beyond, backTo }, search, onSearch, onAgain }: QueueEndProps) => {
  const { t } = useTranslation();
  const { data: open } = useQuery({ ...countQuery({ ...search, scope: 'open' }), staleTime: 0, enabled: search.scope === undefined });
  const toCorrect = (open?.total ?? 0) - left.length - beyond;
  const count = (number: number) => ({ count: formatNumber(number) });
  return [
    { isThere: beyond > 0, label: t('review.moreInQueue', count(beyond)), go: onAgain },
    { isThere: left.length > 0, label: t('review.backToLeft', count(left.length)), go: () => backTo(left[0]!) },
    { isThere: toCorrect > 0, label: t('review.toCorrect', count(toCorrect)), go: () => onSearch({ scope: 'open', at: undefined }) },
    { isThere: countConditions(search) > 0, label: t('review.withoutConditions'), go: () => onSearch(anything) },
  ].filter(({ isThere }) => isThere);
};

/** All have been passed: what was done, and what is worth doing next. */
export function QueueEnd({ queue, search, onSearch, onAgain }: QueueEndProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { done, logIds } = queue;
  const choices = useChoices({ queue, search, onSearch, onAgain });
  return (
    <CenteredCard>
      <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
        {t(logIds.length === 0 ? 'review.emptyTitle' : 'review.endTitle')}
      </h2>
      <p className="mx-auto mt-2 max-w-[30em] text-balance text-ink-soft">{logIds.length === 0 ? t('review.emptyBody') : done.size === 0 ? t('review.endBodyNone') : t('review.endBody', { count: formatNumber(done.size) })}</p>
      <div className="mt-6 flex flex-col items-stretch gap-2.5 sm:px-8">
        {choices.map(({ label, go }, index) => (
          <Button key={label} variant={index === 0 ? 'primary' : 'secondary'} onClick={go} className="h-11">
            {label}
          </Button>
        ))}
        <Button asChild variant={choices.length === 0 ? 'primary' : 'secondary'} className="h-11">
          <Link to="/sessions">{t('review.askMore')}</Link>
        </Button>
        <Button asChild variant="ghost" className="h-11">
          <Link to="/">{t('review.leave')}</Link>
        </Button>
      </div>
    </CenteredCard>
  );
}
