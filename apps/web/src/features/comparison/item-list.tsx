import type { ComparisonResult } from '@llamune/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Checkbox } from '../../components/ui/checkbox';
import { EmptyState } from '../../components/ui/empty-state';
import { SkeletonRows } from '../../components/ui/skeleton';
import { useTranslation } from '../../lib/i18n';
import { itemPages } from './comparison-queries';
import { Item } from './item';
import { ItemFilters } from './item-filters';
import type { ItemSearch } from './item-search';

interface ItemListProps {
  result: ComparisonResult;
  search: ItemSearch;
  onSearch: (search: ItemSearch) => void;
}

/** The questions behind the numbers, with what both versions answered. */
export function ItemList({ result, search, onSearch }: ItemListProps) {
  const { t } = useTranslation();
  const [showsDiff, setShowsDiff] = useState(true);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(itemPages(result.comparison.id, search));
  const items = data?.pages.flat();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <ItemFilters topics={result.topics.map(({ topic }) => topic)} search={search} onSearch={onSearch} />
        <label className="flex items-center gap-2 text-sm max-md:min-h-10 md:h-9">
          <Checkbox checked={showsDiff} onChange={({ target }) => setShowsDiff(target.checked)} />
          {t('comparison.showDiff')}
        </label>
      </div>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : !items ? (
        <SkeletonRows label={t('app.loading')} rows={4} />
      ) : items.length === 0 ? (
        <EmptyState>{t('comparison.itemsNone')}</EmptyState>
      ) : (
        <>
          <ul className="flex flex-col divide-y">
            {items.map((item) => (
              <Item key={item.question_id} item={item} showsDiff={showsDiff} />
            ))}
          </ul>
          {hasNextPage && (
            <Button className="mx-auto flex max-md:h-10" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
