import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';

export type CircleStep = 'set' | 'run' | 'compare' | 'judge';
const steps: readonly CircleStep[] = ['set', 'run', 'compare', 'judge'];

/** What to do first, next and then; the action stands at the step whose turn it is. */
export function CircleGuide({ now, action }: { now: CircleStep; action: ReactNode }) {
  const { t } = useTranslation();
  const at = steps.indexOf(now);
  return (
    <ol className="grid gap-x-6 gap-y-5 md:grid-cols-4">
      {steps.map((step, index) => (
        <li key={step} {...(step === now && { 'aria-current': 'step' })} className={cn('flex gap-3 md:flex-col', index > at && 'text-ink-faint')}>
          <span aria-hidden className={cn('grid size-7 shrink-0 place-items-center rounded-full border text-sm', index === at && 'border-brand bg-brand text-on-brand', index < at && 'border-transparent bg-good-soft text-good')}>
            {index < at ? <Check className="size-4" /> : index + 1}
          </span>
          <div className="flex min-w-0 flex-col items-start gap-2">
            <p className="font-medium">
              {t(`retest.step.${step}`)}
              {index < at && <span className="sr-only">{t('common.inBrackets', { text: t('retest.stepDone') })}</span>}
            </p>
            <p className={cn('text-sm', index <= at && 'text-ink-soft')}>{t(`retest.stepBody.${step}`)}</p>
            {step === now && action}
          </div>
        </li>
      ))}
    </ol>
  );
}
