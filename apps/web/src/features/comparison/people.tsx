import type { ComparisonResult, User } from '@llamune/contracts';
import { Facts } from '../../components/ui/facts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useAgreementText } from './agreement-text';
import { PreferenceFile } from './preference-file';

/** How far the figures can be trusted: whether two people agree, and whether a version answers the same each time. */
export function People({ result, me }: { result: ComparisonResult; me: User }) {
  const { t } = useTranslation();
  const agreement = useAgreementText();
  const { unsteady, comparison } = result;
  const { progress } = comparison;
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          { label: t('comparison.howJudged'), value: t('comparison.howJudgedText', { judged: formatNumber(progress.judged), carried: formatNumber(progress.carried) }) },
          { label: t('comparison.agreement'), value: agreement(result) },
          { label: t('comparison.disagreed'), value: progress.disagreed === 0 ? t('comparison.disagreedNone') : t('comparison.disagreedText', { disagreed: formatNumber(progress.disagreed), decided: formatNumber(progress.decided) }) },
          { label: t('comparison.unsteady'), value: t('comparison.unsteadyText', { baseline: formatNumber(unsteady.baseline), candidate: formatNumber(unsteady.candidate) }) },
        ]}
      />
      {me.role !== 'evaluator' && <PreferenceFile comparisonId={comparison.id} />}
    </div>
  );
}
