import type { ComparisonResult, ItemTrait, User } from '@llamune/contracts';
import { Facts } from '../../components/ui/facts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useAgreementText } from './agreement-text';
import { useJudgesText } from './judges-text';
import { PreferenceFile } from './preference-file';
import { TraitLink } from './trait-link';

/** How far the figures can be trusted: whether two people agree, and whether a version answers the same each time. */
export function People({ result, me }: { result: ComparisonResult; me: User }) {
  const { t } = useTranslation();
  const agreement = useAgreementText();
  const judgesText = useJudgesText();
  const { unsteady, comparison, judges } = result;
  const { progress } = comparison;
  /** A sentence, and the questions behind its numbers. */
  const withLists = (sentence: string, counts: Partial<Record<ItemTrait, number>>) => (
    <>
      {sentence}
      <span className="flex flex-wrap gap-x-3">
        {Object.entries(counts).map(([trait, count]) => count > 0 && <TraitLink key={trait} comparisonId={comparison.id} trait={trait as ItemTrait} count={count} />)}
      </span>
    </>
  );
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          { label: t('comparison.howJudged'), value: withLists(t('comparison.howJudgedText', { judged: formatNumber(progress.judged), carried: formatNumber(progress.carried) }), { carried: progress.carried }) },
          { label: t('comparison.judges'), value: judgesText(judges) },
          { label: t('comparison.agreement'), value: withLists(agreement(result), { agreed: result.agreement.agreed }) },
          { label: t('comparison.disagreed'), value: progress.disagreed === 0 ? t('comparison.disagreedNone') : withLists(t('comparison.disagreedText', { disagreed: formatNumber(progress.disagreed), decided: formatNumber(progress.decided) }), { differed: progress.disagreed, decided: progress.decided }) },
          { label: t('comparison.unsteady'), value: withLists(t('comparison.unsteadyText', { baseline: formatNumber(unsteady.baseline), candidate: formatNumber(unsteady.candidate) }), { unsteady_baseline: unsteady.baseline, unsteady_candidate: unsteady.candidate }) },
        ]}
      />
      {me.role !== 'evaluator' && <PreferenceFile comparisonId={comparison.id} />}
    </div>
  );
}
