import type { Poc } from '@llamune/contracts';
import { Minus } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { stepNames, type Done, type StepName } from './steps';
import { TourStep } from './tour-step';

interface TourCardProps {
  done: Done;
  /** The step that is told; undefined: all are done. */
  shown: StepName | undefined;
  poc: Poc | undefined;
  onChoose: (step: StepName) => void;
  onGo: (step: StepName) => void;
  onFold: () => void;
  onEnd: () => void;
}

/** Not modal: the page can be used meanwhile. It stands in the column on the left, over nothing; on a telephone it is a sheet above the bar and above what the page has `data-docked` at its foot, with the step alone. */
export function TourCard({ done, shown, poc, onChoose, onGo, onFold, onEnd }: TourCardProps) {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t('tour.title')}
      data-tour-card
      className="flex flex-col rounded-lg border bg-surface max-md:fixed max-md:inset-x-2 max-md:bottom-[calc(var(--spacing)*15+env(safe-area-inset-bottom)+8px)] max-md:z-30 max-md:shadow-float max-md:group-has-data-docked/shell:bottom-[calc(var(--spacing)*42+env(safe-area-inset-bottom))] md:my-2 md:min-h-40 md:shrink-100 md:overflow-y-auto"
    >
      <header className="flex items-center justify-between gap-3 pt-2.5 max-md:px-4 md:pr-3 md:pl-3">
        <h2 className="text-base md:text-sm">{shown ? t('tour.title') : t('tour.finished')}</h2>
        <Button variant="ghost" size="icon-sm" aria-label={t('tour.fold')} title={t('tour.fold')} onClick={onFold} className="-mr-2 max-md:size-10">
          <Minus aria-hidden />
        </Button>
      </header>
      <p className="px-3 text-xs text-ink-faint max-md:hidden">{t('tour.lead')}</p>
      <ol aria-label={t('tour.steps')} className="flex flex-col p-2 md:p-1">
        {stepNames.map((step, index) => (
          <TourStep key={step} step={step} number={index + 1} isDone={done[step]} isShown={step === shown} poc={poc} onChoose={() => onChoose(step)} onGo={() => onGo(step)} />
        ))}
      </ol>
      {shown && (
        <Button variant="ghost" size="sm" onClick={onEnd} className="max-md:absolute max-md:top-2.5 max-md:right-13 max-md:h-10 md:mx-1 md:mb-1 md:self-start md:text-ink-faint">
          {t('tour.skip')}
        </Button>
      )}
      {!shown && (
        <div className="flex flex-col items-start gap-3 px-4 pb-4 md:px-3">
          <p className="text-sm">{t('tour.end')}</p>
          <Button variant="primary" size="sm" onClick={onEnd} className="max-md:h-10">
            {t('tour.close')}
          </Button>
        </div>
      )}
    </aside>
  );
}
