import { useEffect, useRef } from 'react';
import { toast } from '../../components/ui/toaster';
import { useTranslation } from '../../lib/i18n';
import { stepNames, type Done, type StepName } from './steps';

const nextOf = (done: Done) => stepNames.find((step) => !done[step]);

/** The first step that is not done. A step that has just been done is told of, also on a page that hides the tour. */
export const useProgress = (done: Done | undefined): StepName | undefined => {
  const { t } = useTranslation();
  const known = useRef<Done>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = done;
    const ticked = before && done && stepNames.findLast((step) => done[step] && !before[step]);
    if (!ticked) return;
    const next = nextOf(done);
    toast(t('tour.ticked', { step: t(`tour.${ticked}.title`), next: next ? t('tour.next', { step: t(`tour.${next}.title`) }) : t('tour.finished') }));
  }, [done, t]);
  return done && nextOf(done);
};
