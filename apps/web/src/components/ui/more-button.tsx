import { useTranslation } from '../../lib/i18n';
import { Button } from './button';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Below a list in pages: brings the next one, as long as there is one. */
export function MoreButton({ pages: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { pages: Pages }) {
  const { t } = useTranslation();
  if (!hasNextPage) return null;
  return (
    <Button className="mx-auto mt-4 flex max-md:h-10" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {t('common.more')}
    </Button>
  );
}
