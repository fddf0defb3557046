import type { Model, Poc, User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { SlidersHorizontal, X } from 'lucide-react';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Popover } from '../../components/ui/popover';
import { Progress } from '../../components/ui/progress';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { GoOnSetting, ReviewFilters } from './review-filters';
import { countConditions, type ReviewSearch } from './review-search';
import { SprintClock } from './sprint-clock';
import { Today } from './today';
import type { Queue } from './use-queue';

interface ReviewBarProps {
  search: ReviewSearch;
  onSearch: (change: Partial<ReviewSearch>) => void;
  me: User;
  pocs: readonly Poc[];
  models: readonly Model[];
  queue: Queue;
  goesOnAfterGood: boolean;
  setGoesOnAfterGood: (goesOn: boolean) => void;
}

/** Out of the review, what is reviewed, how far it is, and the clock. */
export function ReviewBar({ search, onSearch, me, pocs, models, queue, goesOnAfterGood, setGoesOnAfterGood }: ReviewBarProps) {
  const { t } = useTranslation();
  const filters = <ReviewFilters {...{ search, onSearch, me, pocs, models }} />;
  return (
    <header className="sticky top-(--top) max-lg:-order-2 z-20 lg:top-0 flex h-13 shrink-0 items-center gap-2 border-b bg-sunken px-2 sm:gap-4 sm:px-4">
      <div className="flex items-center gap-1">
        <Button asChild variant="ghost" size="icon" aria-label={t('review.leave')} title={t('review.leave')} className="max-md:size-10">
          <Link to="/">
            <X aria-hidden />
          </Link>
        </Button>
        <h1 className="text-base whitespace-nowrap max-sm:sr-only">{t('review.title')}</h1>
      </div>
      <div className="hidden items-center gap-2 min-[1400px]:flex">{filters}</div>
      <Settings count={countConditions(search)} filters={filters} setting={<GoOnSetting value={goesOnAfterGood} onChange={setGoesOnAfterGood} />} />
      {queue.total > 0 && <Done queue={queue} />}
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        <Today poc={search.poc} />
        <SprintClock />
      </div>
    </header>
  );
}

const Settings = ({ count, filters, setting }: { count: number; filters: React.ReactNode; setting: React.ReactNode }) => {
  const { t } = useTranslation();
  return (
    <Popover
      align="start"
      label={t('review.settings')}
      trigger={
        <Button variant="ghost" className="px-2.5 max-md:h-10">
          <SlidersHorizontal aria-hidden />
          <span className="max-sm:sr-only min-[1400px]:sr-only">{t('review.settings')}</span>
          {count > 0 && (
            <span className="min-[1400px]:hidden">
              <Badge tone="brand">{count}</Badge>
            </span>
          )}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-col gap-3 min-[1400px]:hidden">{filters}</div>
        {setting}
      </div>
    </Popover>
  );
};

/** How much of this queue is done. */
function Done({ queue: { done, total } }: { queue: Queue }) {
  const { t } = useTranslation();
  return (
    <div className="flex min-w-0 items-center gap-2.5 sm:max-w-72 sm:flex-1">
      <Progress value={total === 0 ? 0 : Math.min(1, done.size / total)} label={t('review.progress')} className="min-w-8 max-sm:absolute max-sm:inset-x-0 max-sm:-bottom-0.5 max-sm:h-1 max-sm:rounded-none" />
      <span className="text-sm whitespace-nowrap text-ink-soft">{t('review.doneOf', { done: formatNumber(done.size), total: formatNumber(total) })}</span>
    </div>
  );
}
