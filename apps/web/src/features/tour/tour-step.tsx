import type { Poc } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { placeOf, type StepName } from './steps';

interface TourStepProps {
  step: StepName;
  number: number;
  isDone: boolean;
  isShown: boolean;
  poc: Poc | undefined;
  onChoose: () => void;
  onGo: () => void;
}

export function TourStep({ step, number, isDone, isShown, poc, onChoose, onGo }: TourStepProps) {
  const { t } = useTranslation();
  return (
    <li aria-current={isShown ? 'step' : undefined} className={cn('rounded-md px-2', isShown ? 'bg-brand-soft/40 py-2' : 'max-md:hidden')}>
      <button type="button" aria-expanded={isShown} onClick={onChoose} className="flex min-h-9 w-full items-center gap-2.5 rounded-md text-left">
        <span aria-hidden className={cn('grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold', isDone ? 'bg-brand text-on-brand' : 'border border-line-strong', isShown && !isDone && 'border-brand text-brand-ink')}>
          {isDone ? <Check className="size-3.5" strokeWidth={2.5} /> : number}
        </span>
        <span className={cn('flex-1', isShown ? 'font-semibold' : 'text-ink-soft')}>{t(`tour.${step}.title`)}</span>
        {isDone && <span className="text-xs text-ink-faint">{t('tour.done')}</span>}
      </button>
      {isShown && (
        <div className="flex flex-col items-start gap-2.5 pt-0.5 pb-1 max-md:pl-8.5">
          <p className="text-sm text-ink-soft">{t(`tour.${step}.body`)}</p>
          <Button asChild variant="primary" size="sm" className="max-md:h-10 md:h-auto md:py-1 md:whitespace-normal">
            <Link {...placeOf(step, poc)} onClick={onGo}>
              {t(`tour.${step}.go`)}
            </Link>
          </Button>
        </div>
      )}
    </li>
  );
}
