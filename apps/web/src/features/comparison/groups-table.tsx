import type { ComparisonResult } from '@llamune/contracts';
import { HeatMap } from '../../components/chart/heat-map';
import { useTranslation } from '../../lib/i18n';
import { ItemsLink } from './items-link';
import { OutcomeLinks } from './outcome-links';
import { useShareCell } from './share-cell';
import { understandingOf } from './understanding';

/** Memorised or understood: the same figures by where the new version could know the answer from. */
export function GroupsTable({ result: { comparison, groups } }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  const cellOf = useShareCell();
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[52em] font-medium text-pretty">{t(`comparison.understanding.${understandingOf(groups)}`)}</p>
      <HeatMap
        caption={t('comparison.groupsTitle')}
        columns={[
          { id: 'group', name: t('comparison.groupColumn') },
          { id: 'baseline', name: t('comparison.baseline') },
          { id: 'candidate', name: t('comparison.candidate') },
        ]}
        moreName={t('comparison.changes')}
        rows={groups.map(({ group, baseline, candidate, ...outcomes }) => ({
          id: group,
          name: (
            <>
              <ItemsLink comparisonId={comparison.id} search={{ group }}>
                {t(`comparison.group.${group}`)}
              </ItemsLink>
              <span className="block max-w-[24em] text-xs text-ink-faint">{t(`comparison.groupHint.${group}`)}</span>
            </>
          ),
          cells: [cellOf(baseline), cellOf(candidate)],
          more: <OutcomeLinks comparisonId={comparison.id} outcomes={outcomes} search={{ group }} />,
        }))}
      />
    </div>
  );
}
