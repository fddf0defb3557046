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

/** Not modal: the page behind it can be used meanwhile, above all what it has `data-docked` at its foot. On a telephone a sheet above the bar, with the step alone. */
export function TourCard({ done, shown, poc, onChoose, onGo, onFold, onEnd }: TourCardProps) {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t('tour.title')}
      className="fixed z-30 flex flex-col rounded-lg border bg-surface shadow-float max-md:inset-x-2 max-md:bottom-[calc(var(--spacing)*15+env(safe-area-inset-bottom)+8px)] md:right-5 md:bottom-5 md:max-h-[calc(100dvh-40px)] md:w-88 md:overflow-y-auto max-md:group-has-data-docked/shell:bottom-[calc(var(--spacing)*42+env(safe-area-inset-bottom))] md:group-has-data-docked/shell:bottom-36 md:group-has-data-docked/shell:max-h-[calc(100dvh-176px)]"
    >
      <header className="flex items-center justify-between gap-3 px-4 pt-2.5">
        <h2 className="text-base">{shown ? t('tour.title') : t('tour.finished')}</h2>
        <div className="-mr-2 flex gap-1">
          {shown && (
            <Button variant="ghost" size="sm" onClick={onEnd} className="max-md:h-10">
              {t('tour.skip')}
            </Button>
          )}
          <Button variant="ghost" size="icon-sm" aria-label={t('tour.fold')} title={t('tour.fold')} onClick={onFold} className="max-md:size-10">
            <Minus aria-hidden />
          </Button>
        </div>
      </header>
      <p className="px-4 text-xs text-ink-faint max-md:hidden">{t('tour.lead')}</p>
      <ol aria-label={t('tour.steps')} className="flex flex-col px-2 py-2">
        {stepNames.map((step, index) => (
          <TourStep key={step} step={step} number={index + 1} isDone={done[step]} isShown={step === shown} poc={poc} onChoose={() => onChoose(step)} onGo={() => onGo(step)} />
        ))}
      </ol>
      {!shown && (
        <div className="flex flex-col items-start gap-3 px-4 pb-4">
          <p className="text-sm">{t('tour.end')}</p>
          <Button variant="primary" size="sm" onClick={onEnd} className="max-md:h-10">
            {t('tour.close')}
          </Button>
        </div>
      )}
    </aside>
  );
}
