import { LoaderCircle } from 'lucide-react';
import { Kbd } from '../../components/ui/kbd';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';

/** What the keys do, and, for those who do not see the list, how long it is. */
export function PaletteFoot({ count, isSearching, isFailed }: { count: number; isSearching: boolean; isFailed: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={cn('flex h-10 shrink-0 items-center gap-4 overflow-hidden border-t bg-sunken px-4 text-xs text-ink-faint', !isSearching && !isFailed && 'max-md:h-0 max-md:border-t-0')}>
      <span aria-hidden className="flex items-center gap-1.5 max-md:hidden">
        <Kbd of="ArrowUp" />
        <Kbd of="ArrowDown" />
        {t('palette.move')}
      </span>
      <span aria-hidden className="flex items-center gap-1.5 max-md:hidden">
        <Kbd of="Enter" />
        {t('palette.choose')}
      </span>
      <span aria-hidden className="flex items-center gap-1.5 max-md:hidden">
        <Kbd of="Escape" />
        {t('palette.close')}
      </span>
      <output className="ml-auto flex items-center gap-1.5">
        {isSearching && <LoaderCircle aria-hidden className="size-3.5 animate-spin" />}
        {isFailed && <span className="text-bad">{t('palette.failed')}</span>}
        {!isSearching && !isFailed && <span className="sr-only">{t('palette.count', { count })}</span>}
      </output>
    </div>
  );
}
