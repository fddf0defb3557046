import { Footprints } from 'lucide-react';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { stepNames, type Done, type StepName } from './steps';

interface TourChipProps {
  isOpen: boolean;
  done: Done;
  next: StepName | undefined;
  onToggle: () => void;
}

/** The folded tour, in a place of its own beside the menu: what comes next. */
export function TourChip({ isOpen, done, next, onToggle }: TourChipProps) {
  const { t } = useTranslation();
  const count = stepNames.filter((step) => done[step]).length;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      // In the column the card takes its place.
      className={cn('flex h-10 min-w-0 items-center gap-2.5 rounded-md border border-brand/40 bg-brand-soft/60 px-2.5 text-left hover:bg-brand-soft md:mb-2 md:h-auto md:py-2', isOpen && 'md:hidden')}
    >
      <span className="sr-only">{isOpen ? t('tour.fold') : t('tour.unfold')}: </span>
      <Footprints aria-hidden className="size-4.5 shrink-0 text-brand-ink" strokeWidth={1.75} />
      <span className="flex min-w-0 flex-1 flex-col leading-tight">
        <span className="flex items-baseline justify-between gap-2 text-xs text-brand-ink">
          <span className="max-md:hidden">{t('tour.title')}</span>
          <span>{t('tour.count', { done: count, total: stepNames.length })}</span>
        </span>
        <span className="mt-0.5 truncate text-sm font-medium max-md:hidden">{next ? t('tour.next', { step: t(`tour.${next}.title`) }) : t('tour.finished')}</span>
      </span>
    </button>
  );
}
