import type { BlindPair } from '@llamune/contracts';
import { EvaluationMark } from '../../components/evaluation-mark';
import { useTranslation } from '../../lib/i18n';

/** What two people have said, without their names. */
export function EarlierVerdicts({ earlier, isEqual }: { earlier: BlindPair['earlier']; isEqual: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1.5">
      {earlier.map(({ choice, left_evaluation, right_evaluation }, index) => (
        <li key={index} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium">{t('comparison.judgeNumber', { number: index + 1 })}</span>
          {!isEqual && <span>{t(`comparison.choiceSaid.${choice}`)}</span>}
          {!isEqual && <span>A</span>}
          <EvaluationMark evaluation={left_evaluation} withText />
          {!isEqual && (
            <>
              <span>B</span>
              <EvaluationMark evaluation={right_evaluation} withText />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
